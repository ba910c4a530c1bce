using Helpdesk.Platform.Database;

namespace Helpdesk.Features.Tickets;

/// <summary>The statements behind <see cref="ShowTicket"/>. Each goes through the visibility predicate by itself.</summary>
internal static class ShowSql
{
    private const string Visible = $"(select t.id from ticket t where t.number = @number and {Visibility.Sql})";

    public const string Head = $"""
        select t.id, t.number, t.token, t.subject, t.version, t.state, t.look_again, t.channel, t.plan, t.courtesy_call, t.follow_up_of, t.not_for_support,
            t.customer_waits, t.undelivered, t.team, t.level, t.owner, t.assignee_id, p.name, t.subcategory, t.confidence, t.decided_by, t.needs_triage,
            t.legal_review, t.priority, t.support_tier, t.impact, t.signals, t.restricted, t.not_screened, t.silent, t.arrived_at, t.changed_at,
            t.incident_due, t.incident_since, t.incident_policy,
            r.name, r.zone, r.locale, r.created_at,
            (select array_agg(a.address order by a.address) from requester_address a where a.requester_id = r.id),
            (select count(*) from (select 1 from ticket o where o.requester_id = r.id and ticket_visible(o.id, o.restricted, @sees_restricted, @viewer, @now) limit 100) o),
            c.name, c.email, c.facts::text,
            (select json_agg(json_build_array(k.target, k.due, k.policy, k.state, k.stopped_at, k.missed_by_reclassification))::text from clock k where k.ticket_id = t.id),
            (select json_agg(json_build_array(z."from", z."to") order by z."from")::text from pause z where z.ticket_id = t.id)
        from ticket t join requester r on r.id = t.requester_id left join person p on p.id = t.assignee_id left join account c on c.id = t.account_id
        where t.number = @number and {Visibility.Sql}
        """;

    public const string Thread = $"""
        select m.id, m.direction, m.at, m.person_id, m.author_name, m.author_email, m.new_sender, m.reply_to, m.text, m.html is not null, m.delivery,
            (select max(i.severity) from incident i where i.message_id = m.id),
            (select json_agg(json_build_array(a.token, a.file_name, a.content_type, a.size) order by a.id)::text from attachment a where a.message_id = m.id)
        from message m where m.ticket_id = {Visible} order by m.at, m.id limit 500
        """;

    public const string Timeline = $"""
        select e.version, e.type, e.at, e.data::text, e.actor_kind, p.name, q.name
        from ticket_event e left join person p on p.id = e.actor_id left join person q on q.id = case when e.type = 'assigned' then (e.data->>'to')::uuid end
        where e.ticket_id = {Visible} and (@sees_restricted or e.type <> 'report_opened') order by e.version desc limit 200
        """;

    public const string Triage = $"""
        select c.suggestions::text, c.evidence::text, c.model, c.reason, c.at, c.decided_by, p.name
        from classification c left join person p on p.id = c.person_id where c.ticket_id = {Visible} order by c.at
        """;

    public const string Composer = $"""
        select (select json_agg(json_build_array(d.kind, d.text, d.template, d.based_on, d.at))::text from draft d where d.ticket_id = {Visible} and d.person_id = @viewer),
            (select json_agg(json_build_array(x.slug, x.name, x.body) order by x.name)::text from template x),
            (select json_build_array(o.message_id, o.send_after)::text from outbox_mail o join message m on m.id = o.message_id
                where o.ticket_id = {Visible} and o.state = 'waiting' and o.send_after > @now and m.person_id = @viewer order by o.send_after desc limit 1)
        """;
}
