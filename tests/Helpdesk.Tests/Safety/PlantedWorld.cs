using System.Text;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Safety;
using Helpdesk.Features.Tickets;
using Helpdesk.Tests.Support;

namespace Helpdesk.Tests.Safety;

/// <summary>A restricted ticket and a parked mail with a planted word in every place that holds words.</summary>
internal sealed class PlantedWorld
{
    private const string Parked = "the parked mail";

    public Canaries Canaries { get; } = new();
    public string Number { get; private set; } = "";

    /// <summary>What the parameters of the route table take.</summary>
    public Dictionary<string, IReadOnlyList<string>> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>What forms say, so that handlers get as far as the ticket.</summary>
    public Dictionary<string, string> Fields { get; } = new(StringComparer.Ordinal);

    public static async Task<PlantedWorld> Make(Desk desk)
    {
        var world = new PlantedWorld();
        await world.Plant(desk);
        return world;
    }

    private async Task Plant(Desk desk)
    {
        var address = Canaries.Plant("the requester's address") + "@example.org";
        var file = new NewFile(Canaries.Plant("a file's name") + ".txt", "text/plain", Encoding.UTF8.GetBytes($"Secret {Canaries.Plant("a file's content")} here"));
        var text = $"{SafetyWorld.Critical} It was {Canaries.Plant("the body")} again.";
        var arrival = new Arrival(Channel.Form, address, Name("the requester's name"), $"About {Canaries.Plant("the subject")}", text)
        {
            Files = [file], Html = $"<p>{SafetyWorld.Critical} It was <b>{Canaries.Plant("the markup")}</b> again.</p>",
        };
        Number = (await desk.Send(Viewer.System, new CreateTicket.Command(arrival, "form", null))).Number;
        await desk.Post("Out of office", $"{SafetyWorld.Critical} {Canaries.Plant(Parked)}", "lee@example.net", "Auto-Submitted: auto-replied\n");
        await desk.Send(SafetyWorld.Insider, new AddNote.Command(Number, Guid.CreateVersion7(), $"Called about {Canaries.Plant("a note")}."));
        await desk.Send(SafetyWorld.Insider, new Reply.Command(Number, Guid.CreateVersion7(), await desk.Version(Number), $"We are here, {Canaries.Plant("a reply")}.", TicketState.Open, null, address));
        await desk.Send(SafetyWorld.Insider, new SaveDraft.Command(Number, "reply", $"Also {Canaries.Plant("a draft")}", null, await desk.Version(Number)));
        await desk.Send(SafetyWorld.Insider, new KeepCase.Command($"The moon is {Canaries.Plant("a red-team case")}", new Expectation(true), $"Because of {Canaries.Plant("a red-team reason")}"));
        await desk.Send(SafetyWorld.Insider, new SaveLexicon.Command(1, new(null, new LexiconClassText("planted", [Canaries.Plant("the lexicon")], Off: false), IsNew: true), $"Heard {Canaries.Plant("a reason of the lexicon")}", null));
        await PlantIncident(desk);
        var other = await desk.Open("Too quiet", SafetyWorld.Harmless);
        await Know(desk, other);
    }

    /// <summary>What Safety writes on the incident, and a report of it (D35, D36).</summary>
    private async Task PlantIncident(Desk desk)
    {
        var incident = await desk.Incident(Number);
        await desk.Send(SafetyWorld.Insider, new AddIncidentNote.Command(incident, Guid.CreateVersion7(), $"Spoke with {Canaries.Plant("an incident's note")}."));
        await desk.Send(SafetyWorld.Insider, new RecordStep.Command(incident, IncidentAct.Responded, $"Sent {Canaries.Plant("an incident's step")}."));
        await desk.Send(SafetyWorld.Insider, new AnswerReportable.Command(incident, Reportable: true, $"As {Canaries.Plant("the answer whether it is reportable")}."));
        await desk.Send(SafetyWorld.Insider, new EditReport.Command(await desk.Report(Number), 1, $"It says {Canaries.Plant("a report")}.", $"Shorter: {Canaries.Plant("why a report was edited")}"));
        await desk.Send(SafetyWorld.Insider, new GrantAccess.Command(Number, await desk.Scalar<Guid>("select id from person where name = 'Jonas Weber'"), "liaison", 1, $"Knows {Canaries.Plant("why somebody was named")}"));
        await desk.Send(SafetyWorld.Insider, new EndAccess.Command(Number, await desk.Scalar<Guid>("select id from person where name = 'Jonas Weber'")));
    }

    private string Name(string place) => "Kim " + Canaries.Plant(place);

    private async Task Know(Desk desk, string other)
    {
        var messages = await Ids(desk, "select m.id from message m join ticket t on t.id = m.ticket_id where t.number = $1", Number);
        var parked = await Ids(desk, "select id from inbound_mail where state = 'parked' and restricted");
        if (parked.Count != 1) throw new InvalidOperationException("The mail was to be parked, for Safety only.");
        Values["number"] = [Number, Number.ToLowerInvariant()];
        Values["id"] = [.. messages, .. parked, .. await Ids(desk, "select id from ticket where number = $1", Number), .. await Ids(desk, "select id from incident"), .. await Ids(desk, "select id from report"), .. await Ids(desk, "select id from person where name = 'Yuki Tanaka'")];
        // Another customer's link; the restricted ticket's own is the requester's, and opens it by design.
        Values["token"] = [.. await Texts(desk, "select token from attachment"), await desk.Scalar<string>("select token from ticket where number = $1", other)];
        Values["status"] = ["404", "500"];
        Values["version"] = ["1"];
        Values["name"] = ["app.css", "nothing.js"];
        Values["externalId"] = ["acct-1"];
        Values["rest"] = ["nothing"];
        Fields["number"] = Number;
        Fields["message"] = messages[0];
        Fields["once"] = Guid.CreateVersion7().ToString();
        (Fields["basedOn"], Fields["text"], Fields["kind"], Fields["to"], Fields["reason"]) = ("1", "Hello there", "reply", "open", "spam");
        (Fields["subcategory"], Fields["q"], Fields["view"], Fields["email"]) = ("login", Number, "all", "ada@example.org");
    }

    private static async Task<List<string>> Ids(Desk desk, string sql, params object[] values) => [.. (await desk.Query(sql, values)).Select(r => ((Guid)r[0]!).ToString())];

    private static async Task<List<string>> Texts(Desk desk, string sql) => [.. (await desk.Query(sql)).Select(r => (string)r[0]!)];

    /// <summary>Addresses with queries: every view, each planted word searched for, the typed filters, and what nobody can read.</summary>
    public IEnumerable<(string Address, string? Echoed)> Queries()
    {
        foreach (var view in InboxView.All) yield return ($"/tickets?view={view.Key}", null);
        foreach (var word in Canaries.Words)
        {
            yield return ($"/tickets?view=all&q={word}", word);
            yield return ($"/tickets?view=all&q=from:{word}", word);
            yield return ($"/api/v1/tickets?q={word}", word);
        }

        string[] filters = ["category:safety", "team:safety", "priority:urgent", "status:new", "status:open", "channel:form", "plan:free", "assignee:nobody", "due<9d", "is:unresolved"];
        foreach (var filter in filters)
        {
            yield return ($"/tickets?view=all&q={Uri.EscapeDataString(filter)}", null);
            yield return ($"/api/v1/tickets?q={Uri.EscapeDataString(filter)}", null);
        }

        foreach (var key in new[] { "state=new", "team=safety", "category=safety", "assignee=nobody", "limit=200" }) yield return ($"/api/v1/tickets?{key}", null);
        foreach (var file in Values["token"]) yield return ($"/files/{file}?inline=1&t={Values["token"][^1]}", null);
        yield return ($"/tickets?view=all&q={Number}", null);
        yield return ($"/tickets/next?view=all&not={Number}", null);
        string[] broken = ["/tickets/%27%20or%201=1", "/tickets/%F0%9F%90%89", "/tickets/" + new string('9', 3_000), "/tickets?after=garbage", "/tickets?view=all&q=%22", "/parked/not-a-guid", "/files/%2e%2e%2f", "/tickets/" + Number + "/nothing", "/no/such/page"];
        foreach (var address in broken) yield return (address, null);
    }
}
