using Helpdesk.Domain.Tickets;

namespace Helpdesk.Features.Tickets;

/// <summary>Everything the ticket page shows, read in one round trip.</summary>
public sealed record TicketView(
    TicketHead Head, IReadOnlyList<ThreadMessage> Thread, IReadOnlyList<TimelineEntry> Timeline, TriageView Triage, ComposerView Composer,
    IReadOnlyDictionary<string, int> Counts, Clocks Clocks, DateTimeOffset At)
{
    /// <summary>Message and event entries of the conversation, oldest first.</summary>
    public SlaProof Proof => SlaProof.Of(Clocks.Times, Clocks.Recomputations);

    /// <summary>D32: resolved by hand while the customer's last word stands unanswered, so that the resolution message is offered.</summary>
    public bool ResolvedUntold => Head is { State: TicketState.Resolved, Silent: false, NotForSupport: false } && Thread.LastOrDefault(m => m.Direction is "in" or "out")?.Direction == "in";
}

/// <summary>The ticket's row with the names around it.</summary>
public sealed record TicketHead(
    Guid Id, string Number, string Token, string Subject, int Version, TicketState State, DateOnly? LookAgain, Channel Channel, Plan Plan, bool CourtesyCall,
    string? FollowUpOf, bool NotForSupport, bool CustomerWaits, bool Undelivered, Team Team, int Level, Team Owner, Guid? AssigneeId, string? Assignee,
    string Subcategory, double Confidence, string DecidedBy, bool NeedsTriage, bool LegalReview, Priority Priority, int SupportTier, Impact Impact,
    IReadOnlyList<string> Signals, bool Restricted, bool NotScreened, bool Silent, DateTimeOffset ArrivedAt, DateTimeOffset ChangedAt,
    RequesterView Requester)
{
    public bool Active => State is not (TicketState.Resolved or TicketState.Closed);

    public Subcategory Topic => Taxonomy.Get(Subcategory);
}

/// <summary>Who asks, and the account behind them; unknown facts are shown as unknown (§1).</summary>
public sealed record RequesterView(
    string Name, IReadOnlyList<string> Addresses, string? Zone, string Locale, int Tickets, DateTimeOffset Since,
    string? AccountName, string? AccountEmail, string? AccountFacts)
{
    public string Shown => Name.Length > 0 ? Name : Addresses.Count > 0 ? Addresses[0] : "Unknown";
}

/// <param name="Direction"><c>in</c>, <c>out</c>, <c>note</c> or <c>call</c>.</param>
/// <param name="Folded">A plain-words label over harmful text (D35); null for ordinary text.</param>
public sealed record ThreadMessage(
    Guid Id, string Direction, DateTimeOffset At, Guid? PersonId, string Author, string Email, bool NewSender, string? ReplyTo, string Text, bool HasHtml,
    string Delivery, string? Folded, IReadOnlyList<FileView> Files);

public sealed record FileView(string Token, string Name, string ContentType, int Size);

/// <summary>One line of the log in plain words (D30); <paramref name="Icon"/> is a symbol of the sprite.</summary>
public sealed record TimelineEntry(int Version, string Icon, string Words, string? Detail, DateTimeOffset At, string Actor);

/// <param name="Suggestions">The model's three best; empty after an unscreened arrival.</param>
/// <param name="Evidence">Spans into the first message.</param>
public sealed record TriageView(IReadOnlyList<SuggestionView> Suggestions, IReadOnlyList<EvidenceSpan> Evidence, string Model, string Reason, DateTimeOffset? At, string? CorrectedBy);

public sealed record SuggestionView(string Subcategory, double Confidence);

/// <param name="Undo">The reply of this person that still waits, with the last instant for undoing it.</param>
public sealed record ComposerView(
    IReadOnlyDictionary<string, DraftView> Drafts, IReadOnlyList<TemplateView> Templates, UndoView? Undo);

public sealed record DraftView(string Text, string? Template, int BasedOn, DateTimeOffset At);

public sealed record TemplateView(string Slug, string Name, string Body);

public sealed record UndoView(Guid Message, DateTimeOffset Until);
