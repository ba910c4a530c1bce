namespace Helpdesk.Domain.Tickets;

/// <summary>How the larger events change the row; see <see cref="Apply(TicketEvent, DateTimeOffset)"/>.</summary>
public sealed partial class Ticket
{
    private void Apply(Received e, DateTimeOffset at)
    {
        ArrivedAt = at;
        Channel = e.Channel;
        Plan = e.Plan;
        RequesterId = e.Requester;
        AccountId = e.Account;
        CourtesyCall = e.CourtesyCall;
        FollowUpOf = e.FollowUpOf;
    }

    private void Apply(Triaged e)
    {
        var subcategory = Taxonomy.Get(e.Subcategory);
        Category = subcategory.Category;
        Subcategory = subcategory.Slug;
        Confidence = e.Confidence;
        DecidedBy = e.DecidedBy;
        Team = e.Team;
        Level = e.Level;
        Owner = e.Owner;
        NeedsTriage = e.NeedsTriage;
        LegalReview = e.LegalReview;
        Priority = e.Priority;
        SupportTier = e.SupportTier;
        Impact = e.Impact;
        Signals = [.. e.Signals];
    }

    private void Apply(ClocksSet e)
    {
        _clocks.RemoveAll(c => e.Clocks.All(v => v.Target != c.Target));
        foreach (var value in e.Clocks)
        {
            var clock = ClockOf(value.Target);
            if (clock is null) _clocks.Add(clock = new Clock { TicketId = Id, Target = value.Target });
            clock.Set(value);
        }

        // Escalation is our own promise; the customer's nearest one stands in lists.
        var next = _clocks.Where(c => c.Open && c.Due is not null && c.Target != Target.Escalation).MinBy(c => c.Due);
        (DueAt, DueTarget, DuePolicy) = (next?.Due, next?.Target, next?.Policy);
    }

    private void MoveTo(TicketState to, DateTimeOffset at)
    {
        // D24: the resolution clock stands while pending and while resolved; reopening lets it go on.
        var stands = to is TicketState.Pending or TicketState.Resolved or TicketState.Closed;
        var open = _pauses.Find(p => p.To is null);
        if (stands && open is null) _pauses.Add(new PauseRow { TicketId = Id, From = at });
        if (!stands && open is not null) open.To = at;
        State = to;
        ResolvedAt = to switch { TicketState.Resolved => at, TicketState.Closed => ResolvedAt ?? at, _ => null };
        ClosedAt = to == TicketState.Closed ? at : null;
        if (to != TicketState.OnHold) CustomerWaits = false;
    }

    /// <summary>D27: it leaves its assignee for the queue of the new team; a level above has taken what the model was not sure of.</summary>
    private void Apply(Escalated e, DateTimeOffset at)
    {
        (Level, Team, AssigneeId, NeedsTriage) = (e.ToLevel, e.ToTeam, null, false);
        if (e.By != Escalated.Clock) return;
        Reach(Target.Escalation, 100);
        Miss(Target.Escalation, at);
    }

    /// <summary>A new array each time: the stored one is compared with it.</summary>
    private void Reach(Target target, int percent)
    {
        var reached = (short[])Reached.Clone();
        reached[(int)target] = (short)percent;
        Reached = reached;
    }

    private void Miss(Target target, DateTimeOffset? stoppedAt)
    {
        if (ClockOf(target) is { } clock) clock.Set(clock.Value with { State = ClockState.Missed, StoppedAt = stoppedAt });
    }
}
