using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Helpdesk.Platform.Database.Migrations
{
    /// <inheritdoc />
    public partial class IncidentDesk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "capacity",
                table: "restricted_access",
                type: "text",
                nullable: false,
                defaultValue: "named");

            migrationBuilder.AddColumn<string>(
                name: "outcome",
                table: "incident",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "raised_by",
                table: "incident",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "resolved_at",
                table: "incident",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "stopped_by_message",
                table: "incident",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "incident_note",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    ticket_id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    corrects_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incident_note", x => x.id);
                    table.CheckConstraint("ck_incident_note_correction", "(corrects_id is null) = (reason is null)");
                    table.ForeignKey(
                        name: "fk_incident_note_incident_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incident",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_incident_note_incident_note_corrects_id",
                        column: x => x.corrects_id,
                        principalTable: "incident_note",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_incident_note_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_incident_note_ticket_ticket_id",
                        column: x => x.ticket_id,
                        principalTable: "ticket",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "incident_step",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    ticket_id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    act = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor_kind = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    note = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incident_step", x => x.id);
                    table.ForeignKey(
                        name: "fk_incident_step_incident_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incident",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_incident_step_ticket_ticket_id",
                        column: x => x.ticket_id,
                        principalTable: "ticket",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "on_call_page",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    ticket_id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cause = table.Column<string>(type: "text", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_on_call_page", x => x.id);
                    table.CheckConstraint("ck_on_call_page_cause", "cause in ('critical', 'report_40', 'report_20', 'report_0')");
                    table.ForeignKey(
                        name: "fk_on_call_page_incident_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incident",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_on_call_page_ticket_ticket_id",
                        column: x => x.ticket_id,
                        principalTable: "ticket",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "on_call_place",
                columns: table => new
                {
                    position = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_on_call_place", x => x.position);
                    table.ForeignKey(
                        name: "fk_on_call_place_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "report",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    ticket_id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    due = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reviewed_version = table.Column<int>(type: "integer", nullable: true),
                    submitted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    review_owed = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report", x => x.id);
                    table.CheckConstraint("ck_report_state", "state in ('draft', 'in_review', 'submitted', 'confirmed', 'not_reportable')");
                    table.CheckConstraint("ck_report_submitted", "(state in ('submitted', 'confirmed')) = (submitted_at is not null and submitted_by is not null)");
                    table.ForeignKey(
                        name: "fk_report_incident_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incident",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_report_ticket_ticket_id",
                        column: x => x.ticket_id,
                        principalTable: "ticket",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "restriction_lift",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    ticket_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    confirmed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    lifted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_restriction_lift", x => x.id);
                    table.CheckConstraint("ck_restriction_lift_two_people", "confirmed_by is null or confirmed_by <> asked_by");
                    table.ForeignKey(
                        name: "fk_restriction_lift_ticket_ticket_id",
                        column: x => x.ticket_id,
                        principalTable: "ticket",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "on_call_ask",
                columns: table => new
                {
                    page_id = table.Column<Guid>(type: "uuid", nullable: false),
                    turn = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ticket_id = table.Column<Guid>(type: "uuid", nullable: false),
                    planned = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_on_call_ask", x => new { x.page_id, x.turn, x.person_id });
                    table.ForeignKey(
                        name: "fk_on_call_ask_on_call_page_page_id",
                        column: x => x.page_id,
                        principalTable: "on_call_page",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_on_call_ask_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_on_call_ask_ticket_ticket_id",
                        column: x => x.ticket_id,
                        principalTable: "ticket",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "report_act",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ticket_id = table.Column<Guid>(type: "uuid", nullable: false),
                    act = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    authority = table.Column<string>(type: "text", nullable: true),
                    reference = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_act", x => x.id);
                    table.CheckConstraint("ck_report_act_submission", "act not in ('submitted', 'submitted_alone') or (person_id is not null and authority <> '' and reference <> '')");
                    table.ForeignKey(
                        name: "fk_report_act_report_report_id",
                        column: x => x.report_id,
                        principalTable: "report",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_report_act_ticket_ticket_id",
                        column: x => x.ticket_id,
                        principalTable: "ticket",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "report_version",
                columns: table => new
                {
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    ticket_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    content = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_version", x => new { x.report_id, x.version });
                    table.ForeignKey(
                        name: "fk_report_version_report_report_id",
                        column: x => x.report_id,
                        principalTable: "report",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_report_version_ticket_ticket_id",
                        column: x => x.ticket_id,
                        principalTable: "ticket",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.AddCheckConstraint(
                name: "ck_restricted_access_capacity",
                table: "restricted_access",
                sql: "capacity in ('liaison', 'counsel', 'named')");

            migrationBuilder.CreateIndex(
                name: "ix_incident_message_id",
                table: "incident",
                column: "message_id");

            migrationBuilder.AddCheckConstraint(
                name: "ck_incident_outcome",
                table: "incident",
                sql: "(state = 'resolved') = (outcome is not null and resolved_at is not null)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_incident_state",
                table: "incident",
                sql: "state in ('open', 'acknowledged', 'resolved')");

            migrationBuilder.CreateIndex(
                name: "ix_incident_note_corrects_id",
                table: "incident_note",
                column: "corrects_id");

            migrationBuilder.CreateIndex(
                name: "ix_incident_note_incident_id_at",
                table: "incident_note",
                columns: new[] { "incident_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_incident_note_person_id",
                table: "incident_note",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_incident_note_ticket_id",
                table: "incident_note",
                column: "ticket_id");

            migrationBuilder.CreateIndex(
                name: "ix_incident_step_incident_id_at",
                table: "incident_step",
                columns: new[] { "incident_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_incident_step_ticket_id",
                table: "incident_step",
                column: "ticket_id");

            migrationBuilder.CreateIndex(
                name: "ix_on_call_ask_person_id",
                table: "on_call_ask",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_on_call_ask_ticket_id",
                table: "on_call_ask",
                column: "ticket_id");

            migrationBuilder.CreateIndex(
                name: "ix_on_call_page_incident_id_cause",
                table: "on_call_page",
                columns: new[] { "incident_id", "cause" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_on_call_page_since",
                table: "on_call_page",
                column: "since",
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_on_call_page_ticket_id",
                table: "on_call_page",
                column: "ticket_id");

            migrationBuilder.CreateIndex(
                name: "ix_on_call_place_person_id",
                table: "on_call_place",
                column: "person_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_due",
                table: "report",
                column: "due",
                filter: "state in ('draft', 'in_review')");

            migrationBuilder.CreateIndex(
                name: "ix_report_incident_id",
                table: "report",
                column: "incident_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_ticket_id",
                table: "report",
                column: "ticket_id");

            migrationBuilder.CreateIndex(
                name: "ix_report_act_report_id_at",
                table: "report_act",
                columns: new[] { "report_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_report_act_submitted_once",
                table: "report_act",
                column: "report_id",
                unique: true,
                filter: "act in ('submitted', 'submitted_alone')");

            migrationBuilder.CreateIndex(
                name: "ix_report_act_ticket_id",
                table: "report_act",
                column: "ticket_id");

            migrationBuilder.CreateIndex(
                name: "ix_report_version_ticket_id",
                table: "report_version",
                column: "ticket_id");

            migrationBuilder.CreateIndex(
                name: "ix_restriction_lift_ticket_id",
                table: "restriction_lift",
                column: "ticket_id",
                unique: true,
                filter: "lifted_at is null");

            // D35, D36: notes, steps, versions and acts are only ever added to.
            foreach (var table in new[] { "incident_step", "incident_note", "report_version", "report_act" })
            {
                migrationBuilder.Sql($"""
                    create trigger {table}_is_append_only before update or delete on {table}
                        for each row execute function refuse_change();
                    """);
            }

            // D36: a report never leaves without its record, and what has left is not taken back.
            migrationBuilder.Sql("""
                create function refuse_unrecorded_report() returns trigger language plpgsql as $$
                begin
                    if new.state in ('submitted', 'confirmed') and not exists (
                        select 1 from report_act a where a.report_id = new.id and a.act in ('submitted', 'submitted_alone')) then
                        raise exception 'a report is submitted with the record of its submission, or not at all';
                    end if;
                    return null;
                end $$;
                create constraint trigger report_is_recorded after insert or update of state on report
                    deferrable initially deferred for each row execute function refuse_unrecorded_report();
                create function refuse_recall_of_report() returns trigger language plpgsql as $$
                begin
                    raise exception 'a submitted report stays submitted';
                end $$;
                create trigger report_stays_submitted before update of state on report
                    for each row when (old.state in ('submitted', 'confirmed') and new.state not in ('submitted', 'confirmed'))
                    execute function refuse_recall_of_report();
                """);

            // D34b: a ticket that ever had a report stays restricted.
            migrationBuilder.Sql("""
                create function refuse_open_report() returns trigger language plpgsql as $$
                begin
                    if exists (select 1 from report r join ticket t on t.id = r.ticket_id where t.id = new.id and not t.restricted) then
                        raise exception 'a ticket that ever had a report stays restricted';
                    end if;
                    return null;
                end $$;
                create constraint trigger ticket_with_report_is_restricted after update of restricted on ticket
                    deferrable initially deferred for each row when (old.restricted and not new.restricted) execute function refuse_open_report();
                """);

            // Incidents from before this version begin their workflow with what is known of them.
            migrationBuilder.Sql("""
                insert into incident_step (id, ticket_id, incident_id, act, at, actor_kind, person_id, note)
                select gen_random_uuid(), i.ticket_id, i.id, a.act, i.arrived_at, 'system', null, ''
                from incident i, (values ('detected'), ('classified')) as a (act);
                """);

            // Roles are data with versions: an installation that has its own gets the two new permissions of Safety added.
            migrationBuilder.Sql("""
                insert into policy_version (kind, version, data, author, reason, at)
                select kind, version + 1, jsonb_set(data, '{safety}', (data->'safety') || '["handle_incidents", "submit_reports"]'::jsonb), 'Helpdesk', 'incident desk', now()
                from policy_version where kind = 'roles' and data ? 'safety' order by version desc limit 1;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("Restore a backup instead.");
    }
}
