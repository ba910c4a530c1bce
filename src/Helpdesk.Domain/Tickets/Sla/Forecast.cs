namespace Helpdesk.Domain.Tickets;

/// <summary>What falls due in one hour to come, and the work that is in it.</summary>
/// <param name="Tickets">Open ones, and those that are expected to arrive and fall due in it; a mean, so not whole.</param>
/// <param name="Work">Hours of a person.</param>
/// <param name="People">How many are there to do it.</param>
public sealed record HourAhead(double Tickets, double Work, double People);

/// <summary>One hour of the forecast.</summary>
/// <param name="LeftOver">Tickets that fall due in this hour and are not reached in time.</param>
public sealed record ForecastHour(double FallingDue, double Reached, double LeftOver);

/// <summary>
/// Breaches to come (UX 4): everybody works on what is due earliest, late tickets first; what falls due in an hour and is not reached
/// by its end is late. A mean, not a promise: it knows nothing of what is hard.
/// </summary>
public static class Forecast
{
    /// <summary>The method in plain words, for whoever asks how the figures come about.</summary>
    public const string Method =
        "Open tickets are counted in the hour in which they fall due. To them come the tickets that, as the mean of the same hours of the last four weeks, arrive and "
        + "fall due within the window. Each takes the median time from assignment to first reply of its category (of the last 300 replies in 28 days; 5 minutes at least, "
        + "an hour at most, 20 minutes where fewer than five are known). Everybody on shift works on what is due earliest, late tickets first; without shifts those count who "
        + "answered in the last four hours. What falls due in an hour and is not reached by its end is left over.";

    /// <param name="late">Hours of work in what is late already.</param>
    public static IReadOnlyList<ForecastHour> Of(double late, IReadOnlyList<HourAhead> hours)
    {
        var left = hours.Select(h => h.Work).ToArray();
        var forecast = new List<ForecastHour>(hours.Count);
        for (var now = 0; now < hours.Count; now++)
        {
            var capacity = hours[now].People;
            late -= Spend(ref capacity, late);
            for (var due = now; due < hours.Count && capacity > 0; due++) left[due] -= Spend(ref capacity, left[due]);

            var missed = hours[now].Work > 0 ? hours[now].Tickets * left[now] / hours[now].Work : 0;
            forecast.Add(new ForecastHour(hours[now].Tickets, hours[now].Tickets - missed, missed));
            late += left[now];
        }

        return forecast;
    }

    private static double Spend(ref double capacity, double work)
    {
        var spent = Math.Min(capacity, work);
        capacity -= spent;
        return spent;
    }
}
