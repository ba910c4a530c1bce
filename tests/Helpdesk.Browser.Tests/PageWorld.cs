using System.Text;
using System.Text.RegularExpressions;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Safety;
using Helpdesk.Features.Tickets;
using Helpdesk.Tests.Access;
using Helpdesk.Tests.Support;

namespace Helpdesk.Browser.Tests;

/// <summary>One of everything that a page can show, and the address of each page of the route table in it.</summary>
internal sealed partial class PageWorld
{
    /// <summary>Signs in with a second step.</summary>
    public const string Careful = "Jonas Weber";

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public string Number => _values["number"];

    public static async Task<PageWorld> Make(Desk desk)
    {
        var world = new PageWorld();
        await world.Fill(desk);
        return world;
    }

    /// <summary>The address of a page: each parameter takes what is known for its page or its name; null when nothing is.</summary>
    public string? Address(string route)
    {
        var known = true;
        var address = Parameter().Replace(route, match =>
        {
            if (_values.TryGetValue($"{route[..match.Index]}{match.Groups[1].Value}", out var value) || _values.TryGetValue(match.Groups[1].Value, out value)) return value;
            known = false;
            return "";
        });
        return known ? "/" + address.TrimStart('/') : null;
    }

    private async Task Fill(Desk desk)
    {
        var file = new NewFile("lights on the speaker, a rather long name.txt", "text/plain", Encoding.UTF8.GetBytes("blue, then nothing"));
        var arrival = new Arrival(Channel.Form, "ada@example.org", "Ada Brook", "The voice is silent", "Nobody speaks on our Echo since last week, the light ring is blue and then nothing happens.\n\nOur account is acme-very-long-identifier-without-any-blank-in-it-0123456789.")
        {
            Files = [file], Html = "<p>Nobody speaks on our <b>Echo</b>.</p><img src=\"https://pictures.example/1.png\" alt=\"ring\">",
        };
        var number = (await desk.Send(Viewer.System, new CreateTicket.Command(arrival, "form", null))).Number;
        _values["number"] = number;
        _values["token"] = await desk.Scalar<string>("select token from ticket where number = $1", number);
        _values["/board/token"] = await desk.Send("Ruth Delgado", new MakeBoardLink.Command("Big room"));
        _values["status"] = "404";
        _values["/people/id"] = (await desk.Scalar<Guid>("select id from person where name = 'Yuki Tanaka'")).ToString();
        await desk.Send("Elena Marsh", new AddNote.Command(number, Guid.CreateVersion7(), "Asked the voice team."));
        var version = await desk.Scalar<int>("select version from ticket where number = $1", number);
        await desk.Send("Elena Marsh", new Reply.Command(number, Guid.CreateVersion7(), version, "Hello Ada, please unplug it once.", TicketState.Open, null, null));
        await desk.Open("Refund please", "I was charged twice and want my money back.", "kim@example.org", "Kim Lee");
        await desk.Open("I have to tell somebody", "My stepfather hits me every night with a belt when my mother is at work.", "sam@example.org", "Sam");
        _values["/safety/incidents/id"] = (await desk.Scalar<Guid>("select id from incident limit 1")).ToString();
        _values["/safety/reports/id"] = (await desk.Scalar<Guid>("select id from report limit 1")).ToString();
        await desk.Send("Marcus Ode", new ReviewReport.Command(Guid.Parse(_values["/safety/reports/id"]), 1));
        _values["team"] = "customer_service";
        await OfTheTeam(desk);
        await desk.PostMail("Out of office", "I am away until Monday.", "lee@example.net", "Auto-Submitted: auto-replied\r\n");
        await Desk.Until(async () => await desk.Scalar<long>("select count(*) from inbound_mail where state = 'parked'") == 1, "the automatic mail is parked");
        _values["/parked/id"] = (await desk.Scalar<Guid>("select id from inbound_mail where state = 'parked'")).ToString();
        _values["/refunds/id"] = await RefundThatWaits(desk, number);
        await SetUpSecondStep(desk);
    }

    /// <summary>As it stands in its table; Stripe is not asked for what is only looked at.</summary>
    private static async Task<string> RefundThatWaits(Desk desk, string number)
    {
        var id = Guid.CreateVersion7();
        await desk.Query("""
            insert into refund_intent (id, ticket_id, charge, customer, subscription, currency, amount, paid, refunded_before, decision, approval, proof, sentence, policy_version,
                asked_at, "then", reason, hash, key, state, requested_by, requested_at, proposed_by, attempts, unknown, last_error, subscription_state)
            select $1, t.id, 'ch_waits', 'cus_1', 'sub_1', 'USD', 25000, 50000, 0, 'prorated', 'second_finance',
                '[{"rule":"D41.1","applies":false,"why":"the charge is not disputed"},{"rule":"D41.5","applies":true,"why":"cancelled in mid-cycle; what is unused is given back","arithmetic":"50000 × 15 s ÷ 30 s = 25000"}]',
                'You cancelled before the end of the period you paid for.', 1, now(), 'cancel_now', '', 'h', 'k', 'waiting', p.id, now(), p.id, 0, false, '', ''
            from ticket t, person p where t.number = $2 and p.name = 'Aisha Bello'
            """, id, number);
        return id.ToString();
    }

    /// <summary>A ticket that needs triage, a shift over midnight, an absence and a night of learning.</summary>
    private static async Task OfTheTeam(Desk desk)
    {
        await desk.Open("Hello", "Hello, it does the thing again and then I am back where I was. What now?");
        await desk.Query("insert into shift (id, person_id, team, kind, days, begins, ends, zone) select gen_random_uuid(), id, 'customer_service', 'priority', 62, '22:00', '06:00', 'UTC' from person where name = 'Elena Marsh'");
        await desk.Query("insert into absence (id, person_id, since) select gen_random_uuid(), id, now() from person where name = 'Yuki Tanaka'");
        await desk.Query("""
            insert into model_version (version, at, author, promoted, name, corrections, held_out, gained, lost, chance, safety_lost, reason, report)
            values (1, now(), 'Helpdesk', true, 'linear-2', '{}', 9, 6, 0, 0.01, 0, 'Taken: 6 held-out corrections better, 0 worse.',
                '{"examples":9,"categoryAccuracy":0.9,"subcategoryAccuracy":0.8,"calibrationError":0.1,"matrix":[[1,0,0,0,0,0],[0,2,0,0,0,0],[0,0,3,1,0,0],[0,0,0,1,0,0],[0,0,0,0,1,0],[0,0,0,0,0,0]],"reliability":[{"from":0.5,"to":0.6,"answers":9,"meanConfidence":0.55,"right":0.6}],"confusions":[{"expected":"login","answered":"refund_request","times":1}]}')
            """);
    }

    private static async Task SetUpSecondStep(Desk desk)
    {
        using var browser = await desk.As(Careful);
        var key = Key().Match(await browser.Page("/me/two-factor")).Groups[1].Value;
        (await browser.PostForm("/me/two-factor", ("code", Totp.Code(key)))).EnsureSuccessStatusCode();
    }

    [GeneratedRegex(@"\{\*{0,2}(\w+)(:\w+)?\}", RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();

    [GeneratedRegex("<dt>Key</dt><dd class=\"mono\">([A-Z2-7 ]+)</dd>", RegexOptions.NonBacktracking)]
    private static partial Regex Key();
}
