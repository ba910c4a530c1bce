using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Helpdesk.Platform.Database.Migrations;

/// <summary>What the database itself refuses: unscreened texts in the open (D34a), edits of the log (D30). And the visibility predicate.</summary>
[DbContext(typeof(HelpdeskDb))]
[Migration("20261121130000_Guards")]
public sealed class Guards : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        // D34. Inlined by the planner, so that indexes stay usable.
        migrationBuilder.Sql("""
            create function ticket_visible(ticket uuid, restricted boolean, sees_restricted boolean, viewer uuid, at timestamptz)
            returns boolean language sql stable as $$
                select not restricted or sees_restricted or exists (
                    select 1 from restricted_access a where a.ticket_id = ticket and a.person_id = viewer and a.until > at)
            $$;
            """);

        // D34a: the table refuses a text without verdict unless its ticket is restricted as not screened.
        migrationBuilder.Sql("""
            create function refuse_unscreened() returns trigger language plpgsql as $$
            begin
                if new.screened_by is null and not exists (
                    select 1 from ticket t where t.id = new.ticket_id and t.restricted and t.not_screened) then
                    raise exception 'a text without a verdict belongs to a ticket that is restricted as not screened';
                end if;
                return null;
            end $$;
            create constraint trigger message_is_screened after insert or update of screened_by on message
                deferrable initially deferred for each row when (new.screened_by is null) execute function refuse_unscreened();
            """);

        // D30: the log is only ever appended to. Erasure blanks the tables that events point to.
        migrationBuilder.Sql("""
            create function refuse_change() returns trigger language plpgsql as $$
            begin
                raise exception '% is append-only', tg_table_name;
            end $$;
            create trigger ticket_event_is_append_only before update or delete on ticket_event
                for each statement execute function refuse_change();
            create trigger policy_version_is_append_only before update or delete on policy_version
                for each statement execute function refuse_change();
            create trigger audit_entry_is_append_only before update or delete on audit_entry
                for each statement execute function refuse_change();
            create trigger access_log_is_append_only before update or delete on access_log
                for each statement execute function refuse_change();
            """);

        migrationBuilder.Sql("""
            alter table message add column search tsvector generated always as
                (to_tsvector('simple', left(subject || ' ' || text, 100000))) stored;
            create index ix_message_search on message using gin (search);
            """);

        // The views of the inbox (UX 1), each in its own order; paused clocks stand last.
        const string Active = "where state not in ('resolved', 'closed')";
        migrationBuilder.Sql($"""
            create index ix_ticket_mine on ticket (assignee_id, coalesce(due_at, 'infinity'), id) {Active};
            create index ix_ticket_team on ticket (team, coalesce(due_at, 'infinity'), id) {Active};
            create index ix_ticket_due on ticket (coalesce(due_at, 'infinity'), id) {Active};
            create index ix_ticket_due_at on ticket (due_at) {Active};
            create index ix_ticket_unassigned on ticket (coalesce(due_at, 'infinity'), id) {Active} and assignee_id is null;
            create index ix_ticket_triage on ticket (coalesce(due_at, 'infinity'), id) {Active} and needs_triage;
            create index ix_ticket_waiting on ticket (coalesce(due_at, 'infinity'), id) where state in ('pending', 'on_hold');
            create index ix_ticket_restricted on ticket (coalesce(due_at, 'infinity'), id) where restricted;
            """);
    }
}
