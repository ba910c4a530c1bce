using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;
using static Helpdesk.Domain.Tests.Tickets.SlaCase;

namespace Helpdesk.Domain.Tests.Tickets;

/// <summary>D17 and D27 as decisions: what may go up, what its note says, what the clock does.</summary>
public class EscalationTests
{
    private static readonly EscalationPolicy Policy = EscalationPolicy.Shipped;
    private static readonly DateTimeOffset Now = Time("2026-06-02 12:00");

    private static readonly EscalationRequest Whole = new(
        "standard_steps", "Nothing of the guide helped.", Policy.Checklist.ToDictionary(i => i.Slug, i => i.Words), new Dictionary<string, string>(), "That we look deeper.", Now.AddDays(1), "Ask again.");

    [Fact]
    public void D17_every_path_has_criteria_at_each_level_below_its_top()
    {
        foreach (var path in RoutingPolicy.Shipped.Paths)
        {
            for (var level = 1; level < path.Top; level++) Policy.Criteria.Where(c => c.Category == path.Category && c.From == level).ShouldNotBeEmpty($"{path.Category} level {level}");
            Policy.For(path.Category, path.Top).ShouldNotBeEmpty("a direct rule can put a ticket where its path has no list");
        }

        Policy.Checklist.Count.ShouldBe(7);
    }

    [Fact]
    public void D17_all_that_is_missing_is_said_at_once()
    {
        var problems = HandEscalation.Problems(At(1), Path, Policy, new EscalationRequest("", "", new Dictionary<string, string>(), new Dictionary<string, string> { ["logs"] = "has none" }, "", null, ""), Now);
        problems.Count.ShouldBe(4 + 6);
        problems.ShouldNotContain(p => p.StartsWith("Logs", StringComparison.Ordinal));
        HandEscalation.Problems(At(1), Path, Policy, Whole, Now).ShouldBeEmpty();
        HandEscalation.Problems(At(1), Path, Policy, Whole with { HearsNext = Now }, Now).ShouldHaveSingleItem().ShouldContain("time to come");
        HandEscalation.Problems(At(3), Path, Policy, Whole, Now).ShouldHaveSingleItem().ShouldContain("top level");
        HandEscalation.Problems(At(1), Path, Policy, Whole with { Criterion = "code_fix" }, Now).ShouldHaveSingleItem("a criterion of another level");
    }

    [Fact]
    public void D17_the_event_holds_codes_and_the_note_holds_the_words()
    {
        var waived = Whole with { HandOver = Whole.HandOver.Where(h => h.Key != "logs").ToDictionary(), Waived = new Dictionary<string, string> { ["logs"] = "the customer has none" } };
        var note = Guid.CreateVersion7();
        var change = HandEscalation.Event(At(1), Path, Policy, waived, note);
        (change.By, change.FromLevel, change.ToLevel, change.ToTeam, change.Note).ShouldBe((Escalated.Person, 1, 2, Team.TechnicalSupport, note));
        change.Waived.ShouldBe(["logs"]);
        var words = HandEscalation.Note(At(1), Path, Policy, waived, TimeZoneInfo.Utc);
        words.ShouldStartWith("Escalated from Customer Service (level 1) to Technical Support (level 2): Not solved by standard troubleshooting.");
        words.ShouldContain("Logs or screenshots: left out, because the customer has none");
        words.ShouldContain("hears from us next by Wed 3 Jun 2026");
    }

    [Fact]
    public void D17_only_the_level_that_has_it_gives_it_back_with_a_reason()
    {
        HandingBack.Problems(At(2), [Team.TechnicalSupport], "known fault").ShouldBeEmpty();
        HandingBack.Problems(At(2), [Team.CustomerService], " ").Count.ShouldBe(2);
        HandingBack.Problems(At(1), [Team.CustomerService], "why").ShouldHaveSingleItem();
        var back = HandingBack.Event(At(2), Path, Guid.NewGuid());
        (back.ToLevel, back.ToTeam).ShouldBe((1, Team.CustomerService));
    }

    [Fact]
    public void D27_the_clock_moves_one_level_and_calls_the_leads_on_top()
    {
        var clock = new ClockValue(Target.Escalation, Now, "plan:premium", ClockState.Running, null, false);
        var up = ClockEscalation.Of(At(1), Path, clock).ShouldBeOfType<Escalated>();
        (up.By, up.ToLevel, up.ToTeam, up.Criterion, up.Due).ShouldBe((Escalated.Clock, 2, Team.TechnicalSupport, Escalated.TimeIsUp, Now));
        ClockEscalation.Of(At(3), Path, clock).ShouldBeOfType<LeadsCalled>().Team.ShouldBe(Team.Engineering);
    }

    [Fact]
    public void D26_what_is_recorded_is_not_awaited_again_and_what_stands_still_is_not_awaited()
    {
        var clocks = Clocks.Start(new SlaFacts(Plan.Premium, Taxonomy.Get("login"), null, Time("2026-06-02 10:00")), SlaPolicies.Shipped);
        short[] none = [0, 0, 0, 0];
        clocks.Reached(none, Time("2026-06-02 19:30")).Where(w => w.Target == Target.FirstResponse).Select(w => w.Percent).ShouldBe([50, 75]);
        clocks.Reached([75, 0, 0, 0], Time("2026-06-02 22:00")).Where(w => w.Target == Target.FirstResponse).Select(w => w.Percent).ShouldBe([90, 100]);
        clocks.Next(Target.FirstResponse, [90, 0, 0, 0])!.At.ShouldBe(Time("2026-06-02 22:00"));
        clocks.Next(Target.FirstResponse, [100, 0, 0, 0]).ShouldBeNull();
        var pending = clocks.Paused(Time("2026-06-02 11:00"));
        pending.Next(Target.Resolution, none).ShouldBeNull();
        pending.Reached(none, Time("2027-01-01 00:00")).ShouldNotContain(w => w.Target == Target.Resolution || w.Target == Target.Escalation);
    }

    [Fact]
    public void D17_the_hand_over_begins_with_what_the_ticket_knows()
    {
        var known = HandOver.Known(new HandOverFacts(Plan.Family, Channel.Email, Priority.High, Impact.Medium, ["api_failure"], ["Hello,\nHTTP error 500 at night\n> error quoted"], ["log.txt"], 1, 2, 0));
        known["error_messages"].ShouldBe("HTTP error 500 at night");
        known["logs"].ShouldBe("On the ticket: log.txt");
        known["impact"].ShouldBe("Business impact medium, priority high, signals: api failure");
        known["tried"].ShouldBe("See the thread: 1 reply, 2 notes of ours");
        known.ContainsKey("steps").ShouldBeFalse();
    }

    private static EscalationPath Path => RoutingPolicy.Shipped.Path(Category.Technical);

    private static Ticket At(int level)
    {
        var ticket = new Ticket();
        ticket.Apply(new Triaged("voice_synthesis", 1, null, 0, [], "person", "", Path.TeamAt(level), level, Path.Owner, false, false, Priority.Normal, 1, Impact.Low, [], ""), Now);
        return ticket;
    }
}
