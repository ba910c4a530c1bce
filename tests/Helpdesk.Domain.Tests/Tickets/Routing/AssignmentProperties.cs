using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Tickets;

/// <summary>D16 as properties over random teams; the seeds are fixed.</summary>
public class AssignmentProperties
{
    private static readonly string[] Skills = ["billing", "technical", "safety", "nl", "de"];
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void D16_somebody_is_chosen_exactly_when_somebody_can_take_it() => Each(16, (team, offer, standard) =>
    {
        var able = team.Where(m => Able(m, offer, standard)).ToList();
        var choice = Assignment.Choose(team, offer, standard);
        (choice.To is not null).ShouldBe(able.Count > 0);
        if (choice.To is { } person) able.ShouldContain(m => m.Id == person);
        choice.Reason.ShouldEndWith(".");
    });

    [Fact]
    public void D16_nobody_who_is_equally_able_and_skilled_has_fewer() => Each(17, (team, offer, standard) =>
    {
        if (Assignment.Choose(team, offer, standard).To is not { } person) return;
        var chosen = team.Single(m => m.Id == person);
        team.ShouldNotContain(m => Able(m, offer, standard) && m.Load < chosen.Load && m.Shift == chosen.Shift && m.Skills.SetEquals(chosen.Skills));
    });

    [Fact]
    public void D16_the_order_in_which_people_stand_does_not_matter() => Each(18, (team, offer, standard) =>
        Assignment.Choose([.. team.Reverse()], offer, standard).ShouldBe(Assignment.Choose(team, offer, standard)));

    [Fact]
    public void D16_who_cannot_take_it_changes_nothing() => Each(19, (team, offer, standard) =>
    {
        var without = team.Where(m => Able(m, offer, standard)).ToList();
        Assignment.Choose(without, offer, standard).To.ShouldBe(Assignment.Choose(team, offer, standard).To);
    });

    [Fact]
    public void D16_given_out_one_after_another_nobody_passes_their_cap()
    {
        var random = new Random(20);
        for (var round = 0; round < 50; round++)
        {
            var team = Team(random).Select(m => m with { Load = 0, Cap = random.Next(6) }).ToList();
            for (var i = 0; i < 60; i++)
            {
                if (Assignment.Choose(team, RandomOffer(random), standardHours: true).To is not { } person) continue;
                var at = team.FindIndex(m => m.Id == person);
                team[at] = team[at] with { Load = team[at].Load + 1, LastAt = Start.AddMinutes(i) };
            }

            team.ShouldAllBe(m => m.Load <= m.Cap);
        }
    }

    private static bool Able(Member m, Offer offer, bool standard) =>
        m.MayMeet && m.Present && m.Load < m.Cap && m.Shift is not null && (standard || (offer.AnyHour && m.Shift == ShiftKind.Priority));

    private static void Each(int seed, Action<IReadOnlyList<Member>, Offer, bool> holds)
    {
        var random = new Random(seed);
        for (var i = 0; i < 1000; i++) holds([.. Team(random)], RandomOffer(random), random.Next(2) == 0);
    }

    private static Offer RandomOffer(Random random) => new((Category)random.Next(6), random.Next(3) switch { 0 => "en", 1 => "nl", _ => "de" }, random.Next(2) == 0);

    private static IEnumerable<Member> Team(Random random) => Enumerable.Range(1, random.Next(7)).Select(i => new Member(
        new Guid([.. new byte[15], (byte)i]), Skills.Where(_ => random.Next(3) == 0).ToHashSet(), random.Next(6), random.Next(7),
        random.Next(3) switch { 0 => null, 1 => ShiftKind.Standard, _ => ShiftKind.Priority }, random.Next(4) > 0,
        random.Next(2) == 0 ? null : Start.AddMinutes(random.Next(3)), random.Next(5) > 0)).ToList();
}
