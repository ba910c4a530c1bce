namespace Helpdesk.Domain.Tickets;

/// <summary>Who said what a ticket is about (D5).</summary>
public enum DecidedBy { Model, Rule, Person }

/// <summary>Where a ticket goes at intake (D12) and why.</summary>
/// <param name="Level">1 to 3; the level at which <paramref name="Team"/> takes the ticket.</param>
/// <param name="Owner">The team that answers for the category (D11).</param>
/// <param name="NeedsTriage">A person of Customer Service chooses among the suggestions first (D6).</param>
/// <param name="LegalReview">A flag only: it changes neither team nor level.</param>
/// <param name="InformsSafety">Safety is told although the ticket stands elsewhere.</param>
/// <param name="AnyHour">Offered to members on Priority shift at any hour, not in Standard hours only (D12a).</param>
/// <param name="Reason">One plain sentence, shown on the ticket.</param>
public sealed record RoutingDecision(
    Category Category, Subcategory Subcategory, Team Team, int Level, Team Owner, bool NeedsTriage, bool LegalReview,
    bool InformsSafety, bool AnyHour, DecidedBy DecidedBy, string Reason);
