namespace Helpdesk.Domain.Tickets;

/// <summary>A share of a target is used up (D26): once for each target and share in the life of a ticket.</summary>
/// <param name="Percent">50, 75 or 90.</param>
/// <param name="Planned">When it was; recorded later where nothing ran at that time.</param>
public sealed record Warned(Target Target, int Percent, DateTimeOffset Planned) : TicketEvent;

/// <summary>A target was missed (D26): 100 % is used up. It stays recorded whatever happens afterwards (D25).</summary>
/// <param name="Policy">The policy that had set the due time.</param>
public sealed record Breached(Target Target, DateTimeOffset Due, string Policy) : TicketEvent;

/// <summary>The ticket went up its path (D17, D18, D27) and left its assignee for the queue of the next team.</summary>
/// <param name="By"><see cref="Clock"/> or <see cref="Person"/>.</param>
/// <param name="Left">Who had it; they are told of it.</param>
/// <param name="Criterion">The slug of the criterion, or <see cref="TimeIsUp"/>.</param>
/// <param name="Note">The note that holds justification and hand-over; null when the clock justifies it by its time and policy alone.</param>
/// <param name="HearsNext">By when the customer was promised to hear from us.</param>
/// <param name="Waived">What of the checklist was left out with a reason.</param>
public sealed record Escalated(
    string By, int FromLevel, Team FromTeam, int ToLevel, Team ToTeam, Guid? Left, string Criterion,
    DateTimeOffset? Due = null, string? Policy = null, Guid? Note = null, DateTimeOffset? HearsNext = null, IReadOnlyList<string>? Waived = null) : TicketEvent
{
    public const string Clock = "clock";
    public const string Person = "person";
    public const string TimeIsUp = "time_is_up";
}

/// <summary>The escalation time came on the top level, where there is nowhere to go: lead and Executive are told (D27).</summary>
public sealed record LeadsCalled(int Level, Team Team, DateTimeOffset Due, string Policy) : TicketEvent;

/// <summary>A level gave the ticket back to the one below, with its reason in a note (D17).</summary>
public sealed record HandedBack(int FromLevel, Team FromTeam, int ToLevel, Team ToTeam, Guid? Left, Guid Note) : TicketEvent;
