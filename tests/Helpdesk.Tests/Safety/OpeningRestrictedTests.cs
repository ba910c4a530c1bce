using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Safety;

/// <summary>What a text starts by itself before anybody has seen it (D8, D9, D34, D34a, D35a).</summary>
public class OpeningRestrictedTests
{
    [Fact]
    public async Task D8_D34_a_critical_message_opens_restricted_with_an_incident_and_its_clock()
    {
        await using var desk = await Desk.Start();
        var number = await desk.OpenCritical();

        var row = (await desk.Query("select restricted, not_screened, category, team, id from ticket where number = $1", number))[0];
        row[0].ShouldBe(true);
        row[1].ShouldBe(false);
        row[2].ShouldBe("safety");
        row[3].ShouldBe("safety");
        var incident = (await desk.Query("select due - arrived_at, state, stopped_at from incident where ticket_id = $1", row[4]!)).ShouldHaveSingleItem();
        incident[0].ShouldBe(TimeSpan.FromMinutes(15), "D22a: any critical finding has fifteen minutes");
        incident[1].ShouldBe("open");
        incident[2].ShouldBeNull();
        (await desk.Scalar<bool>("select c.due = i.due from clock c join incident i using (ticket_id) where i.ticket_id = $1 and c.target = 'first_response'", row[4]!))
            .ShouldBeTrue("D22a: the first response takes the incident's clock");
    }

    [Fact]
    public async Task D35a_silence_is_the_default()
    {
        await using var desk = await Desk.Start();
        var number = await desk.OpenCritical();
        var open = await desk.Open("Too quiet", SafetyWorld.Harmless);
        await Desk.Until(() => Task.FromResult(desk.Mail.All.Any(ToCustomer)), "the harmless ticket's receipt was sent");

        desk.Mail.All.Where(ToCustomer).ShouldHaveSingleItem().Subject.ShouldContain(open);
        (await desk.Scalar<long>("select count(*) from outbox_mail m join ticket t on t.id = m.ticket_id where t.number = $1", number)).ShouldBe(0);
    }

    /// <summary>On-call and the lead of Customer Service are written to (D9b, D35); nobody else is.</summary>
    private static bool ToCustomer(Helpdesk.Platform.Mail.OutgoingMail mail) => !mail.To.Address.EndsWith("@helpdesk.example", StringComparison.Ordinal);

    [Fact]
    public async Task D34a_what_could_not_be_screened_opens_restricted_and_heals_within_a_minute()
    {
        await using var desk = await Desk.Start();
        var text = string.Concat(Enumerable.Repeat("Our story stops after the second page. ", 27_000));
        text.Length.ShouldBeGreaterThan(1_000_000);
        var number = await desk.Open("A long report", text);

        var row = (await desk.Query("select restricted, not_screened from ticket where number = $1", number))[0];
        row.ShouldBe([true, true]);
        desk.Clock.Advance(TimeSpan.FromSeconds(50));
        await Desk.Until(async () => !await desk.IsRestricted(number), "the ticket opened by itself");
        (await desk.Scalar<long>("select count(*) from message m join ticket t on t.id = m.ticket_id where t.number = $1 and m.screened_by is null", number)).ShouldBe(0);
        (await desk.Scalar<long>("select count(*) from ticket_event e join ticket t on t.id = e.ticket_id where t.number = $1 and e.type in ('rescreened', 'unrestricted')", number)).ShouldBe(2);
    }

    [Fact]
    public async Task D34a_an_unscreened_text_with_a_finding_stays_restricted()
    {
        await using var desk = await Desk.Start();
        var number = await desk.Open("A long report", SafetyWorld.Critical + " " + string.Concat(Enumerable.Repeat("Our story stops after the second page. ", 27_000)));
        desk.Clock.Advance(TimeSpan.FromSeconds(50));
        await Desk.Until(async () => await desk.Scalar<long>("select count(*) from incident") > 0, "the finding opened its incident");
        (await desk.IsRestricted(number)).ShouldBeTrue();
    }

    [Fact]
    public async Task D8_the_same_sentence_quoted_again_opens_no_second_incident()
    {
        await using var desk = await Desk.Start();
        var number = await desk.OpenCritical();
        await desk.CustomerWrites(number, SafetyWorld.Critical, "kim@example.org");

        (await desk.Scalar<long>("select count(*) from message m join ticket t on t.id = m.ticket_id where t.number = $1", number)).ShouldBe(2);
        (await desk.Scalar<long>("select count(*) from incident")).ShouldBe(1);
    }
}
