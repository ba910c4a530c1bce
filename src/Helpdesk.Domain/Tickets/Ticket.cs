using Helpdesk.Domain.Safety;

namespace Helpdesk.Domain.Tickets;

/// <summary>
/// A customer's request and where it stands. Every coded value changes only by <see cref="Apply"/>, so that the row can be rebuilt
/// from its log (D30); words (subject, snippet) are set beside it and can be blanked.
/// </summary>
public sealed partial class Ticket
{
    private readonly List<Clock> _clocks = [];
    private readonly List<PauseRow> _pauses = [];

    public Guid Id { get; init; }

    /// <summary>D29.</summary>
    public string Number { get; init; } = "";

    /// <summary>What a customer's link carries (D29): random, 32 characters.</summary>
    public string Token { get; init; } = "";

    /// <summary>The customer's own words; blanked by erasure. Empty when the mail had none.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The first words of the newest public message, for lists.</summary>
    public string Snippet { get; set; } = "";

    /// <summary>What the requester's own system calls it (API).</summary>
    public string? ExternalId { get; init; }

    public string Locale { get; init; } = "en";

    public int Version { get; private set; }
    public DateTimeOffset ArrivedAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }
    public Channel Channel { get; private set; }
    public Guid RequesterId { get; private set; }
    public Guid? AccountId { get; private set; }
    public Plan Plan { get; private set; }
    public bool CourtesyCall { get; private set; }
    public string? FollowUpOf { get; private set; }

    public TicketState State { get; private set; }
    public DateOnly? LookAgain { get; private set; }
    public DateTimeOffset? ResolvedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public bool NotForSupport { get; private set; }

    /// <summary>The customer wrote while the ticket waits for a third party (D28).</summary>
    public bool CustomerWaits { get; private set; }

    /// <summary>A reply could not be delivered (D24).</summary>
    public bool Undelivered { get; private set; }

    public Team Team { get; private set; }
    public int Level { get; private set; }
    public Team Owner { get; private set; }
    public Guid? AssigneeId { get; private set; }

    public Category Category { get; private set; }
    public string Subcategory { get; private set; } = "";
    public double Confidence { get; private set; }
    public string DecidedBy { get; private set; } = "";
    public bool NeedsTriage { get; private set; }
    public bool LegalReview { get; private set; }
    public Priority Priority { get; private set; }
    public int SupportTier { get; private set; } = 1;
    public Impact Impact { get; private set; }
    public string[] Signals { get; private set; } = [];

    /// <summary>The worst incident's (D11a); null when there is none.</summary>
    public Severity? Severity { get; private set; }

    /// <summary>The earliest incident's clock, which the first response follows until somebody has replied (D22a).</summary>
    public DateTimeOffset? IncidentDue { get; private set; }
    public DateTimeOffset? IncidentSince { get; private set; }
    public string? IncidentPolicy { get; private set; }

    /// <summary>D34.</summary>
    public bool Restricted { get; private set; }

    /// <summary>D34a: restricted because a text has no verdict yet.</summary>
    public bool NotScreened { get; private set; }

    /// <summary>D35a: nothing is sent by itself on a ticket with a crisis or mandatory-reporting finding.</summary>
    public bool Silent { get; private set; }

    /// <summary>The nearest open promise to the customer, for lists; follows the clocks.</summary>
    public DateTimeOffset? DueAt { get; private set; }
    public Target? DueTarget { get; private set; }
    public string? DuePolicy { get; private set; }

    /// <summary>The highest share of each target, in the order of <see cref="Target"/>, that was recorded as used up (D26): 0, 50, 75, 90 or 100 %.</summary>
    public short[] Reached { get; private set; } = new short[Enum.GetValues<Target>().Length];

    /// <summary>
    /// The version of the policies that the clocks go by (D25). Like the next look at a clock it is no fact of the log: whoever sets the
    /// clocks writes it.
    /// </summary>
    public int SlaVersion { get; set; } = 1;

    public IReadOnlyList<Clock> Clocks => _clocks;
    public IReadOnlyList<PauseRow> Pauses => _pauses;

    /// <summary>Resolved and closed tickets are at rest; everything else is somebody's work.</summary>
    public bool Active => State is not (TicketState.Resolved or TicketState.Closed);

    public Clock? ClockOf(Target target) => _clocks.Find(c => c.Target == target);

    /// <summary>Folds one event of the log into the row (D30).</summary>
    public void Apply(TicketEvent change, DateTimeOffset at)
    {
        Version++;
        // A share that was used up changes nothing that anybody did or has to read.
        if (change is not Warned) ChangedAt = at;
        switch (change)
        {
            case Received e: Apply(e, at); break;
            case Triaged e: Apply(e); break;
            case IncidentOpened e:
                if (Severity is null || e.Severity > Severity) Severity = e.Severity;
                Silent |= e.Kind is SafetyKind.Crisis or SafetyKind.MandatoryReporting;
                if (IncidentDue is null || e.Due < IncidentDue) (IncidentDue, IncidentSince, IncidentPolicy) = (e.Due, at, e.Policy);
                break;
            case ReportOpened e:
                if (IncidentDue is null || e.Due < IncidentDue) (IncidentDue, IncidentSince, IncidentPolicy) = (e.Due, e.Since, e.Policy);
                break;
            case RestrictionLifted e:
                (Restricted, NotScreened, Severity) = (false, false, e.Severity);
                (IncidentDue, IncidentSince, IncidentPolicy) = (null, null, null);
                break;
            case Restricted e: Restricted = true; NotScreened = e.NotScreened; if (e.Cut.Contains("assignee")) AssigneeId = null; break;
            case Unrestricted: Restricted = false; NotScreened = false; break;
            case Rescreened: NotScreened = false; break;
            case ClocksSet e: Apply(e); break;
            case Warned e: Reach(e.Target, e.Percent); break;
            case Breached e: Reach(e.Target, 100); Miss(e.Target, stoppedAt: null); break;
            case Escalated e: Apply(e, at); break;
            case LeadsCalled: Reach(Target.Escalation, 100); Miss(Target.Escalation, at); break;
            case HandedBack e: (Level, Team, AssigneeId) = (e.ToLevel, e.ToTeam, null); break;
            case Assigned e: AssigneeId = e.To; break;
            case StateChanged e: MoveTo(e.To, at); LookAgain = e.LookAgain; break;
            case MessageReceived: CustomerWaits = State == TicketState.OnHold; break;
            case ReplySent: CustomerWaits = false; Undelivered = false; break;
            case ReplyFailed: Undelivered = true; break;
            case PlanChanged e: Plan = e.To; break;
            case MarkedNotForSupport e: NotForSupport = e.Marked; break;
        }
    }
}
