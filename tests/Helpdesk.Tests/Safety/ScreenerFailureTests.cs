using Helpdesk.Domain.Safety;
using Helpdesk.Features.Tickets;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Safety;

/// <summary>A screener that fails lets nobody read the text, and loses none (D34a, D31).</summary>
public class ScreenerFailureTests
{
    private const string Secret = "quietvolcano";
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2.5);

    [Fact]
    public async Task D34a_a_screener_that_throws_opens_the_ticket_restricted_and_it_heals_within_a_minute()
    {
        var fails = true;
        await using var desk = await With((text, lexicon) => fails ? throw new InvalidOperationException(text.Body) : Screening.Screen(text, lexicon));
        var number = await desk.Open("Too quiet", $"{SafetyWorld.Harmless} {Secret}");
        await OpensUnseen(desk, number);
        fails = false;
        desk.Clock.Advance(TimeSpan.FromSeconds(50));
        await Desk.Until(async () => !await desk.IsRestricted(number), "the ticket opened by itself");
        using var elena = await desk.As("Elena Marsh");
        (await elena.Page($"/tickets/{number}")).ShouldContain(Secret);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(600)]
    public async Task D34a_a_screener_of_more_than_two_seconds_opens_the_ticket_restricted_and_it_heals(int times)
    {
        var calls = 0;
        using var looked = new ManualResetEventSlim();
        TestClock? clock = null;
        await using var desk = await With((text, lexicon) =>
        {
            // A short text is measured, a long one is abandoned while it still runs. The second try comes by itself; it waits
            // until the test has looked.
            if (Interlocked.Increment(ref calls) == 1 && times == 1) clock!.Advance(Slow);
            else looked.Wait(TimeSpan.FromSeconds(60));
            return Screening.Screen(text, lexicon);
        });
        clock = desk.Clock;
        var number = await desk.Open("Too quiet", $"{string.Concat(Enumerable.Repeat(SafetyWorld.Harmless + " ", times))}{Secret}");
        await OpensUnseen(desk, number);
        looked.Set();
        desk.Clock.Advance(TimeSpan.FromSeconds(50));
        await Desk.Until(async () => !await desk.IsRestricted(number), "the ticket opened by itself");
    }

    [Fact]
    public async Task D34a_while_the_screener_fails_the_ticket_stays_shut_and_a_finding_keeps_it_so()
    {
        var fails = true;
        await using var desk = await With((text, lexicon) => fails ? throw new InvalidOperationException() : Screening.Screen(text, lexicon));
        var number = await desk.OpenCritical();
        desk.Clock.Advance(TimeSpan.FromSeconds(50));
        await Desk.Until(async () => await desk.Scalar<long>("select count(*) from job where kind = 'rescreen' and attempts > 0") > 0, "it was tried again, in vain");
        (await desk.IsRestricted(number)).ShouldBeTrue();
        fails = false;
        desk.Clock.Advance(TimeSpan.FromMinutes(10));
        await Desk.Until(async () => await desk.Scalar<long>("select count(*) from incident") > 0, "the finding opened its incident");
        (await desk.IsRestricted(number)).ShouldBeTrue();
    }

    [Fact]
    public async Task D31_a_process_killed_between_raw_mail_and_ticket_handles_it_on_restart()
    {
        using var stuck = new ManualResetEventSlim();
        await using var dying = await With((text, lexicon) =>
        {
            stuck.Wait(TimeSpan.FromSeconds(60));
            return Screening.Screen(text, lexicon);
        });
        var posted = dying.Post(Inbound.Mail("Ada <ada@example.org>", "Too quiet", SafetyWorld.Harmless));
        await Desk.Until(async () => await dying.Scalar<long>("select count(*) from inbound_mail where state = 'received'") == 1, "the raw mail was stored");
        (await dying.Count("ticket")).ShouldBe(0);

        await dying.LoseConnections();
        await using var restarted = await Desk.Start(on: dying.ConnectionString);
        restarted.Clock.Advance(TimeSpan.FromMinutes(1));
        await Desk.Until(async () => (await restarted.Newest()).State == "placed", "the mail was placed after the restart");
        stuck.Set();
        await posted.ContinueWith(_ => { }, TaskScheduler.Default);
        (await restarted.Count("ticket")).ShouldBe(1, "and only once, though the old one woke up");
        (await restarted.Newest()).Number.ShouldNotBeNull();
    }

    private static Task<Desk> With(Screener screener) => Desk.Start(adjust: builder => builder.Services.Replace(ServiceDescriptor.Singleton(screener)));

    private static async Task OpensUnseen(Desk desk, string number)
    {
        (await desk.Query("select restricted, not_screened from ticket where number = $1", number))[0].ShouldBe([true, true]);
        using var elena = await desk.As("Elena Marsh");
        (await elena.Page("/tickets?view=all")).ShouldNotContain(number);
        (await elena.Page($"/tickets/{number}")).ShouldNotContain(Secret);
        desk.Mail.All.ShouldBeEmpty("nothing is sent from a text that nobody has judged");
    }
}
