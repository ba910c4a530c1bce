using Helpdesk.Domain.Tickets;

namespace Helpdesk.Domain.Tests.Tickets;

/// <summary>D19–D24 as slowly and as plainly as possible, minute by minute on the wall in New York: what the real thing is compared with.</summary>
internal static class NaiveSla
{
    private static readonly Dictionary<DateTimeOffset, DateTime> Walls = [];

    public static (DateTimeOffset First, DateTimeOffset Resolution, DateTimeOffset Escalation) Of(SlaFacts facts)
    {
        var (first, resolution, escalation) = facts.Plan switch
        {
            Plan.Free => (Hours(48), Days(5), Days(7)),
            Plan.AlexaStarter or Plan.Individual => (Hours(24), Days(3), Days(5)),
            Plan.Premium or Plan.Family => (Hours(12), Days(2), Days(3)),
            Plan.Professional => (Hours(4), Days(1), Days(2)),
            _ => (Hours(1), Instant(SameDay()), Instant(NextBusinessDay())),
        };
        switch (facts.Subcategory.Slug)
        {
            case "crisis": first = Min(first, Walk(15, business: false, pauses: false)); break;
            case "mandatory_reporting": first = Min(first, Hours(1)); break;
            case "content_moderation": first = Min(first, Hours(4)); break;
            case "privacy" or "coppa" or "rights_holder_claim": first = Min(first, Hours(24)); break;
            case "missing_attribution" or "false_positive" or "ip_question":
                (first, resolution) = (Min(first, Hours(24)), Min(resolution, Days(3)));
                break;
        }

        if (facts.SupportTier == 3) (first, resolution) = (Min(first, Hours(4)), Min(resolution, Walk(12 * 60, business: false, pauses: true)));
        if (facts.SupportTier == 4) (first, resolution) = (Min(first, Hours(1)), Min(resolution, Walk(4 * 60, business: false, pauses: true)));
        resolution = resolution < first ? first : resolution;
        escalation = escalation < resolution ? resolution : escalation;
        return (first, resolution, escalation);

        DateTimeOffset Hours(int hours) => Walk(hours * 60, business: false, pauses: false);
        DateTimeOffset Days(int days) => Walk(days * 8 * 60, business: true, pauses: true);

        DateTimeOffset Walk(int minutes, bool business, bool pauses)
        {
            var at = facts.ArrivedAt;
            for (; minutes > 0; at = at.AddMinutes(1))
            {
                if (pauses && facts.Pauses.Any(p => p.From <= at && at < p.To)) continue;
                if (!business || Open(Wall(at))) minutes--;
            }

            return at;
        }

        // D21: an instant is moved by each pause that begins before it, as far as it has been moved by then.
        DateTimeOffset Instant(DateTimeOffset due)
        {
            foreach (var pause in facts.Pauses)
                if (pause.From < due) due += pause.To!.Value - pause.From;
            return due;
        }

        DateTimeOffset SameDay()
        {
            var at = facts.ArrivedAt;
            while (Wall(at).Date == Wall(facts.ArrivedAt).Date) at = at.AddMinutes(1);
            return at;
        }

        DateTimeOffset NextBusinessDay()
        {
            var at = SameDay();
            while (!Open(Wall(at).Date.AddHours(10)) || Wall(at).Hour != 17) at = at.AddMinutes(1);
            return at;
        }
    }

    private static bool Open(DateTime wall) =>
        wall.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && wall.Hour is >= 9 and < 17;

    private static DateTime Wall(DateTimeOffset at) =>
        Walls.TryGetValue(at, out var wall) ? wall : Walls[at] = TimeZoneInfo.ConvertTime(at, SlaCase.NewYork).DateTime;

    private static DateTimeOffset Min(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
