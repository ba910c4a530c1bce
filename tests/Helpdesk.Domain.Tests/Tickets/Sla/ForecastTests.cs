using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Tickets;

/// <summary>UX 4: breaches to come, of what falls due, the work in it and the people there.</summary>
public class ForecastTests
{
    [Fact]
    public void UX4_what_is_due_earliest_is_reached_first_and_late_work_before_all()
    {
        // Two people-hours an hour; four hours of work fall due in the first hour, half of it is reached.
        var hours = Forecast.Of(0, [new(8, 4, 2), new(2, 1, 2), new(0, 0, 2)]);
        hours.Select(h => h.LeftOver).ShouldBe([4, 2, 0], "the first hour's rest is worked off before the second hour's tickets");
        Forecast.Of(2, [new(4, 2, 2)])[0].LeftOver.ShouldBe(4, "everybody is busy with what is late");
        Forecast.Of(0, [new(1, 0.5, 2), new(6, 3, 2)]).ShouldAllBe(h => h.LeftOver == 0, "the rest of the first hour goes to the second's");
    }

    [Fact]
    public void UX4_more_people_never_leave_more_over_and_nobody_leaves_all()
    {
        HourAhead[] work = [new(3, 2, 0), new(5, 4, 0), new(1, 1, 0)];
        var before = double.MaxValue;
        for (var people = 0; people < 5; people++)
        {
            var left = Forecast.Of(1, [.. work.Select(h => h with { People = people })]).Sum(h => h.LeftOver);
            left.ShouldBeLessThanOrEqualTo(before);
            before = left;
            if (people == 0) left.ShouldBe(9);
        }

        before.ShouldBe(0);
    }
}
