using System.Text.Json.Serialization;
using Helpdesk.Domain.Billing;
using Helpdesk.Domain.Safety;

namespace Helpdesk.Domain.Tickets;

/// <summary>
/// One change of a ticket (D30): ids and coded values only. No customer's words and no personal data stand here; texts live in
/// tables that erasure can blank, and the event points to them. A landed event type is never changed, only followed by a new one.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Received), "received")]
[JsonDerivedType(typeof(Triaged), "triaged")]
[JsonDerivedType(typeof(IncidentOpened), "incident_opened")]
[JsonDerivedType(typeof(Restricted), "restricted")]
[JsonDerivedType(typeof(Unrestricted), "unrestricted")]
[JsonDerivedType(typeof(ClocksSet), "clocks_set")]
[JsonDerivedType(typeof(Assigned), "assigned")]
[JsonDerivedType(typeof(StateChanged), "state_changed")]
[JsonDerivedType(typeof(MessageReceived), "message_received")]
[JsonDerivedType(typeof(NoteAdded), "note_added")]
[JsonDerivedType(typeof(CallLogged), "call_logged")]
[JsonDerivedType(typeof(ReplyQueued), "reply_queued")]
[JsonDerivedType(typeof(ReplyUndone), "reply_undone")]
[JsonDerivedType(typeof(ReplySent), "reply_sent")]
[JsonDerivedType(typeof(ReplyFailed), "reply_failed")]
[JsonDerivedType(typeof(MailReported), "mail_reported")]
[JsonDerivedType(typeof(PlanChanged), "plan_changed")]
[JsonDerivedType(typeof(MarkedNotForSupport), "marked_not_for_support")]
[JsonDerivedType(typeof(FollowUpOpened), "follow_up_opened")]
[JsonDerivedType(typeof(Rescreened), "rescreened")]
[JsonDerivedType(typeof(ChildDataReleased), "child_data_released")]
[JsonDerivedType(typeof(ReportOpened), "report_opened")]
[JsonDerivedType(typeof(RestrictionLifted), "restriction_lifted")]
[JsonDerivedType(typeof(AccessGranted), "access_granted")]
[JsonDerivedType(typeof(AccessEnded), "access_ended")]
[JsonDerivedType(typeof(Warned), "warned")]
[JsonDerivedType(typeof(Breached), "breached")]
[JsonDerivedType(typeof(Escalated), "escalated")]
[JsonDerivedType(typeof(LeadsCalled), "leads_called")]
[JsonDerivedType(typeof(HandedBack), "handed_back")]
[JsonDerivedType(typeof(RefundRequested), "refund_requested")]
[JsonDerivedType(typeof(RefundProposed), "refund_proposed")]
[JsonDerivedType(typeof(RefundApproved), "refund_approved")]
[JsonDerivedType(typeof(RefundDeclined), "refund_declined")]
[JsonDerivedType(typeof(RefundVoided), "refund_voided")]
[JsonDerivedType(typeof(RefundUnknown), "refund_unknown")]
[JsonDerivedType(typeof(RefundSettled), "refund_settled")]
[JsonDerivedType(typeof(RefundConfirmed), "refund_confirmed")]
[JsonDerivedType(typeof(SubscriptionEnded), "subscription_ended")]
[JsonDerivedType(typeof(SubscriptionChangeRequested), "subscription_change_requested")]
[JsonDerivedType(typeof(SubscriptionChangeConfirmed), "subscription_change_confirmed")]
[JsonDerivedType(typeof(SubscriptionChangeDeclined), "subscription_change_declined")]
[JsonDerivedType(typeof(SubscriptionChanged), "subscription_changed")]
public abstract record TicketEvent
{
    /// <summary>Version of this event's shape.</summary>
    [JsonIgnore]
    public virtual int Shape => 1;
}

/// <summary>The ticket came into being with its first message.</summary>
public sealed record Received(
    Channel Channel, Plan Plan, Guid Requester, Guid? Account, Guid Message, bool CourtesyCall, string? FollowUpOf) : TicketEvent;

/// <summary>What it is about and where it goes, decided by model, rule or person (D5, D12, D14, D15).</summary>
/// <param name="Reason">A coded reason of the routing such as <c>level_one</c> or <c>rule:legal_threat</c>.</param>
public sealed record Triaged(
    string Subcategory, double Confidence, string? RunnerUp, double RunnerUpConfidence, IReadOnlyList<string> Secondary,
    string DecidedBy, string Model, Team Team, int Level, Team Owner, bool NeedsTriage, bool LegalReview,
    Priority Priority, int SupportTier, Impact Impact, IReadOnlyList<string> Signals, string Reason) : TicketEvent;

/// <param name="Due">The incident's own due time (D22a), with the policy it goes by.</param>
public sealed record IncidentOpened(Guid Incident, Guid Message, SafetyKind Kind, Severity Severity, DateTimeOffset Due, string Policy) : TicketEvent;

/// <summary>D34, D34a: only Safety, Legal and named people meet the ticket from here on.</summary>
/// <param name="NotScreened">The text has no verdict yet; the ticket heals by itself (D34a).</param>
/// <param name="Cut">What outsiders lost: assignee, drafts (D34).</param>
public sealed record Restricted(bool NotScreened, IReadOnlyList<string> Cut) : TicketEvent;

public sealed record Unrestricted(string Reason) : TicketEvent;

/// <summary>The verdict that was missing has come (D34a).</summary>
public sealed record Rescreened(Guid Message, Severity? Severity) : TicketEvent;

/// <summary>Legal let a reply go out that tells something of a child (D37); the reason stands in the note.</summary>
/// <param name="Kinds">What of a child, as slugs.</param>
public sealed record ChildDataReleased(Guid Message, IReadOnlyList<string> Kinds, Guid Note) : TicketEvent;
/// <summary>A mandatory report is to be decided on (D36); its clock runs beside the incident's (D22a).</summary>
public sealed record ReportOpened(Guid Report, Guid Incident, DateTimeOffset Since, DateTimeOffset Due, string Policy) : TicketEvent;

/// <summary>Reviewed, no risk found: everybody may meet the ticket again (D34b). What was detected stays.</summary>
/// <param name="Severity">The worst of the incidents that were not found to be without risk; null when there is none.</param>
public sealed record RestrictionLifted(Severity? Severity) : TicketEvent;

/// <summary>A named outsider may meet the ticket for a time (D34).</summary>
/// <param name="Capacity"><c>liaison</c>, <c>counsel</c> or <c>named</c>.</param>
public sealed record AccessGranted(Guid Person, string Capacity, DateTimeOffset Until) : TicketEvent;

public sealed record AccessEnded(Guid Person) : TicketEvent;

/// <summary>All clocks after a start, pause, stop or recomputation (D25); the previous event of this type holds the old values.</summary>
public sealed record ClocksSet(IReadOnlyList<ClockValue> Clocks, string Reason) : TicketEvent;

public sealed record Assigned(Guid? To, string Reason) : TicketEvent;

public sealed record StateChanged(TicketState To, string Reason, DateOnly? LookAgain = null) : TicketEvent
{
    /// <summary>The reason of new → open (D28).</summary>
    public const string FirstStaffAct = "staff_act";
}

/// <summary>The customer wrote (D28).</summary>
public sealed record MessageReceived(Guid Message, bool NewSender) : TicketEvent;

public sealed record NoteAdded(Guid Message) : TicketEvent;

public sealed record CallLogged(Guid Message, bool Spoke) : TicketEvent;

/// <summary>A reply waits in the outbox until its ten seconds are over (D33a).</summary>
public sealed record ReplyQueued(Guid Message, TicketState Then, bool Acknowledges) : TicketEvent;

public sealed record ReplyUndone(Guid Message) : TicketEvent;

/// <summary>The reply left the outbox; the instant that counts is that of the click (D24).</summary>
public sealed record ReplySent(Guid Message, DateTimeOffset ClickedAt, bool Acknowledges) : TicketEvent;

/// <summary>Dead-lettered or hard-bounced: what it stopped runs again (D24).</summary>
public sealed record ReplyFailed(Guid Message, string Reason) : TicketEvent;

/// <summary>What the mail provider says about a mail of ours: <c>delivered</c>, <c>bounced</c>, <c>dropped</c>.</summary>
public sealed record MailReported(Guid Message, string Outcome) : TicketEvent;

public sealed record PlanChanged(Plan To) : TicketEvent;

/// <summary>Spam or a wrong address: closed without mail, out of all figures, can be undone (D28).</summary>
public sealed record MarkedNotForSupport(bool Marked, string Reason) : TicketEvent;

public sealed record FollowUpOpened(string Number) : TicketEvent;
