using Helpdesk.Domain.Safety;
using Helpdesk.Features.Safety;
using Helpdesk.Tests.Support;

namespace Helpdesk.Tests.Safety;

/// <summary>What the tests of the incident desk say and look up.</summary>
internal static class IncidentWorld
{
    /// <summary>A trigger of D10: a draft of a report opens.</summary>
    public const string Disclosure = "My stepdad hits me with a belt every night and nobody knows.";

    public const string Safety = "Marcus Ode";
    public const string Legal = "Ines Carvalho";

    public static Task<string> OpenDisclosure(this Desk desk, string email = "kim@example.org") => desk.Open("Please read this", Disclosure, email, "Kim Doe");

    public static Task<Guid> Incident(this Desk desk, string number) =>
        desk.Scalar<Guid>("select i.id from incident i join ticket t on t.id = i.ticket_id where t.number = $1 order by i.severity desc limit 1", number);

    public static Task<Guid> Report(this Desk desk, string number) =>
        desk.Scalar<Guid>("select r.id from report r join ticket t on t.id = r.ticket_id where t.number = $1", number);

    public static async Task<ReportState> StateOf(this Desk desk, Guid report) =>
        Domain.Tickets.Words.TryParse(await desk.Scalar<string>("select state from report where id = $1", report), out ReportState state) ? state : throw new InvalidOperationException();

    /// <summary>Acts recorded on an incident, oldest first.</summary>
    public static async Task<IReadOnlyList<string>> Steps(this Desk desk, Guid incident) =>
        [.. (await desk.Send(Domain.Access.Viewer.System, new ShowIncident.Query(incident))).Steps.Select(s => Domain.Tickets.Words.Slug(s.Act))];

    public static async Task<IReadOnlyList<string>> Acts(this Desk desk, Guid report) =>
        [.. (await desk.Query("select act from report_act where report_id = $1 order by at, id", report)).Select(r => (string)r[0]!)];

    /// <summary>Who was asked for a cause, turn by turn.</summary>
    public static async Task<IReadOnlyList<string>> Asked(this Desk desk, string cause) =>
    [
        .. (await desk.Query("""
            select p.name from on_call_ask a join on_call_page c on c.id = a.page_id join person p on p.id = a.person_id
            where c.cause = $1 order by a.turn, p.name
            """, cause)).Select(r => (string)r[0]!),
    ];

    public static Task Handed(this Desk desk, Guid report, string who = Safety, string? reason = null, int version = 1) =>
        desk.Send(who, new SubmitReport.Command(report, version, "Child Protection Hotline", "REF-1", reason));

    /// <summary>A second member of Safety, so that a rota has an order.</summary>
    public static async Task<Guid> AddSafety(this Desk desk, string name)
    {
        var id = await desk.Scalar<Guid>("select id from person where name = $1", name);
        await desk.Query("insert into person_role (user_id, role_id) select $1, id from role where name = 'safety'", id);
        return id;
    }
}
