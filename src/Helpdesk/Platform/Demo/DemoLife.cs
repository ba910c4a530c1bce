using Helpdesk.Domain.Tickets;

namespace Helpdesk.Platform.Demo;

/// <summary>When what happens to a ticket that ends so: the times of a desk that mostly keeps its promises, and not always.</summary>
internal static class DemoLife
{
    /// <summary>Shares of the first-response target at which the newest tickets stand now: calm, soon and late ones.</summary>
    private static readonly double[] Waited = [0.04, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.88, 0.94, 0.97, 1.05, 1.2];

    public static IReadOnlyList<DemoAct> Of(DemoEnd end, DemoText text, Plan plan, int index, Random dice)
    {
        var promise = Promise(text, plan);
        // One answer in nine comes too late.
        var answer = promise * (dice.Next(9) == 0 ? 1.1 + dice.NextDouble() / 2 : 0.05 + dice.NextDouble() * 0.7);
        var back = TimeSpan.FromHours(1 + dice.NextDouble() * 20);
        var life = new Life(Arrived(end, promise, index, dice));
        switch (end)
        {
            case DemoEnd.New:
                break;
            case DemoEnd.Open:
                life.Claimed(life.Left * 0.3, index);
                if (text.Note is not null) life.Then(life.Left * 0.4, DemoActKind.Note);
                if (index % 4 == 0) life.Then(life.Left * 0.5, DemoActKind.HandOver);
                break;
            case DemoEnd.Answered:
                life.Claimed(life.Left * 0.1, index).Then(life.Left * 0.3, DemoActKind.Reply).Then(life.Left * 0.6, DemoActKind.Back);
                break;
            case DemoEnd.Pending:
                life.Claimed(life.Left * 0.1, index);
                if (index % 7 == 0) life.Then(life.Left * 0.1, DemoActKind.Undo);
                life.Then(life.Left * 0.3, DemoActKind.Reply);
                break;
            case DemoEnd.Undelivered:
                life.Claimed(life.Left * 0.2, index).Then(life.Left * 0.3, DemoActKind.Reply);
                break;
            case DemoEnd.OnHold:
                life.Claimed(life.Left * 0.2, index).Then(life.Left * 0.3, DemoActKind.Reply).Then(life.Left * 0.3, DemoActKind.Back).Then(life.Left * 0.3, DemoActKind.Hold);
                break;
            case DemoEnd.Resolved:
                life.Claimed(life.Left * 0.1, index).Then(life.Left * 0.2, DemoActKind.Reply).Then(life.Left * 0.3, DemoActKind.Back).Then(life.Left * 0.5, DemoActKind.Resolve);
                break;
            case DemoEnd.PutAside:
                life.Then(TimeSpan.FromHours(2), DemoActKind.PutAside);
                if (index % 5 == 0) life.Then(TimeSpan.FromHours(1), DemoActKind.TakeBack).Then(TimeSpan.FromMinutes(5), DemoActKind.PutAside);
                break;
            default:
                life.Claimed(answer * 0.4, index).Then(answer * 0.6, DemoActKind.Reply).Then(back, DemoActKind.Back);
                if (text.Note is not null && index % 2 == 0) life.Then(TimeSpan.FromMinutes(20), DemoActKind.Note);
                if (plan.HasPhone() && index % 3 == 0) life.Then(TimeSpan.FromHours(1), DemoActKind.Call);
                life.Then(TimeSpan.FromHours(2 + dice.NextDouble() * 4), index % 6 == 0 ? DemoActKind.ResolveByHand : DemoActKind.Resolve);
                if (end == DemoEnd.Reopened && text.Again is not null) life.Then(back, DemoActKind.Again).Then(TimeSpan.FromHours(3), DemoActKind.Resolve);
                if (end == DemoEnd.FollowedUp) life.Then(TimeSpan.FromDays(7.5), DemoActKind.FollowUp);
                break;
        }

        return life.Acts;
    }

    /// <summary>How long before the end of the story it came in.</summary>
    private static TimeSpan Arrived(DemoEnd end, TimeSpan promise, int index, Random dice) => end switch
    {
        DemoEnd.New => promise * Waited[index % Waited.Length],
        DemoEnd.Open or DemoEnd.Undelivered => promise * (0.2 + dice.NextDouble() * 0.85),
        DemoEnd.Answered => TimeSpan.FromHours(2 + dice.NextDouble() * 26),
        DemoEnd.Pending => TimeSpan.FromHours(4 + dice.NextDouble() * 130),
        DemoEnd.OnHold => TimeSpan.FromDays(0.5 + dice.NextDouble() * 3),
        DemoEnd.Resolved => TimeSpan.FromDays(1 + dice.NextDouble() * 6),
        DemoEnd.PutAside => TimeSpan.FromDays(1 + dice.NextDouble() * 40),
        DemoEnd.FollowedUp => TimeSpan.FromDays(14 + dice.NextDouble() * 30),
        _ => TimeSpan.FromDays(14 + dice.NextDouble() * 45.5),
    };

    /// <summary>About how long the first answer may take (D20, D22); the story needs no more than that.</summary>
    private static TimeSpan Promise(DemoText text, Plan plan) => TimeSpan.FromHours((text.Topic, plan) switch
    {
        ("crisis", _) => 0.25,
        ("mandatory_reporting", _) => 1,
        (_, Plan.Enterprise) => 1,
        ("content_moderation", _) or (_, Plan.Professional) => 4,
        (_, Plan.Premium or Plan.Family) => 12,
        (_, Plan.Free) => text.Topic is "missing_attribution" or "false_positive" or "ip_question" or "rights_holder_claim" or "privacy" or "coppa" ? 24 : 48,
        _ => 24,
    });

    private sealed class Life
    {
        private readonly List<DemoAct> _acts = [];

        public Life(TimeSpan ago) => _acts.Add(new DemoAct(ago, DemoActKind.Arrive));

        public IReadOnlyList<DemoAct> Acts => _acts;

        /// <summary>From the last act to the end of the story.</summary>
        public TimeSpan Left => _acts[^1].Ago;

        public Life Claimed(TimeSpan after, int index)
        {
            Then(after, DemoActKind.Claim);
            return index % 5 == 4 ? Then(TimeSpan.FromSeconds(40), DemoActKind.Triage) : this;
        }

        public Life Then(TimeSpan after, DemoActKind kind)
        {
            _acts.Add(new DemoAct(_acts[^1].Ago - after, kind));
            return this;
        }
    }
}
