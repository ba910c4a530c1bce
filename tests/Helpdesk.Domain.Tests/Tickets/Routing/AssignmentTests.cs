using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Tickets;

/// <summary>D16, D12a by example. Members are written as they stand: hours, load, skills.</summary>
public class AssignmentTests
{
    private static readonly Guid Ann = Person(1), Ben = Person(2), Cas = Person(3);
    private static readonly Offer Refund = new(Category.Billing, "en", AnyHour: false);
    private static readonly Offer Enterprise = Refund with { AnyHour = true };

    [Fact]
    public void D16_the_one_with_fewest_takes_it() =>
        Choose(Refund, At(Ann, 5), At(Ben, 3), At(Cas, 4)).To.ShouldBe(Ben);

    [Theory]
    [InlineData(24, true)]
    [InlineData(25, false)]
    public void D16_the_default_cap_is_25_new_or_open_tickets(int load, bool taken) =>
        (Choose(Refund, At(Ann, load)).To is not null).ShouldBe(taken);

    [Fact]
    public void D16_a_cap_is_each_persons_own() =>
        Choose(Refund, At(Ann, 2) with { Cap = 2 }, At(Ben, 20)).To.ShouldBe(Ben);

    [Fact]
    public void D16_who_is_absent_or_not_on_shift_is_not_asked() =>
        Choose(Refund, At(Ann, 0) with { Present = false }, At(Ben, 1) with { Shift = null }, At(Cas, 9)).To.ShouldBe(Cas);

    [Fact]
    public void D16_the_skill_counts_if_anybody_who_can_take_it_has_it()
    {
        Choose(Refund, At(Ann, 0), At(Ben, 7, "billing")).To.ShouldBe(Ben);
        Choose(Refund, At(Ann, 0), At(Ben, 25, "billing")).To.ShouldBe(Ann, "who has it has no place left");
        Choose(Refund, At(Ann, 3), At(Ben, 1, "technical")).To.ShouldBe(Ben, "nobody has it");
    }

    [Fact]
    public void D16_the_language_is_a_skill_after_the_topic()
    {
        var dutch = Refund with { Language = "nl" };
        Choose(dutch, At(Ann, 0), At(Ben, 7, "nl")).To.ShouldBe(Ben);
        Choose(dutch, At(Ann, 0, "billing"), At(Ben, 7, "billing", "nl"), At(Cas, 0, "nl")).To.ShouldBe(Ben);
        Choose(dutch, At(Ann, 9, "billing"), At(Ben, 0, "nl")).To.ShouldBe(Ann);
    }

    [Fact]
    public void D16_of_equals_the_one_who_waited_longest_takes_it()
    {
        var noon = new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
        Choose(Refund, At(Ann, 3) with { LastAt = noon }, At(Ben, 3) with { LastAt = noon.AddHours(-1) }, At(Cas, 4)).To.ShouldBe(Ben);
        Choose(Refund, At(Ann, 3) with { LastAt = noon }, At(Ben, 3)).To.ShouldBe(Ben, "who never had one waited longest");
    }

    [Fact]
    public void D16_only_somebody_allowed_is_chosen_for_a_restricted_ticket()
    {
        Choose(Refund, At(Ann, 0) with { MayMeet = false }, At(Ben, 20)).To.ShouldBe(Ben);
        Choose(Refund, At(Ann, 0) with { MayMeet = false }).ShouldBe(new AssignmentChoice(null, "Nobody of the team may take it."));
    }

    [Theory]
    [InlineData(ShiftKind.Standard, true, false, true)]
    [InlineData(ShiftKind.Standard, false, false, false)]
    [InlineData(ShiftKind.Priority, false, false, false)]
    [InlineData(ShiftKind.Priority, true, false, true)]
    [InlineData(ShiftKind.Standard, true, true, true)]
    [InlineData(ShiftKind.Standard, false, true, false)]
    [InlineData(ShiftKind.Priority, false, true, true)]
    public void D12a_a_Priority_shift_is_offered_Professional_and_Enterprise_at_any_hour(ShiftKind shift, bool standardHours, bool anyHour, bool offered) =>
        (Assignment.Choose([At(Ann, 0) with { Shift = shift }], Refund with { AnyHour = anyHour }, standardHours).To is not null).ShouldBe(offered);

    [Fact]
    public void D12a_the_Priority_shift_is_asked_first()
    {
        var (ann, ben) = (At(Ann, 0), At(Ben, 9) with { Shift = ShiftKind.Priority });
        Choose(Enterprise, ann, ben).To.ShouldBe(Ben);
        Choose(Refund, ann, ben).To.ShouldBe(Ann);
        Choose(Enterprise, ann, ben with { Present = false }).To.ShouldBe(Ann);
    }

    [Fact]
    public void D16_the_reason_says_why_and_names_nobody()
    {
        Choose(Refund, At(Ann, 1)).Reason.ShouldBe("The only one on shift with a free place.");
        Choose(Refund, At(Ann, 1), At(Ben, 2)).Reason.ShouldBe("Fewest tickets of 2 on shift.");
        Choose(Refund, At(Ann, 1, "billing"), At(Ben, 1, "billing")).Reason.ShouldBe("Fewest tickets of 2 on shift, who knows Billing; of equals, the longest without a new one.");
        Choose(Refund).Reason.ShouldBe("Nobody of the team may take it.");
        Choose(Refund, At(Ann, 1) with { Shift = null }).Reason.ShouldBe("Nobody who may take it is on shift.");
        Choose(Refund, At(Ann, 1) with { Present = false }).Reason.ShouldBe("Everybody on shift is absent.");
        Choose(Refund, At(Ann, 25)).Reason.ShouldBe("Everybody on shift has as many tickets as they can hold.");
    }

    private static AssignmentChoice Choose(Offer offer, params Member[] members) => Assignment.Choose(members, offer, standardHours: true);

    private static Member At(Guid id, int load, params string[] skills) => new(id, skills.ToHashSet(), load, Assignment.DefaultCap, ShiftKind.Standard, true, null);

    private static Guid Person(byte number) => new([.. new byte[15], number]);
}
