using Helpdesk.Domain.Tickets;

namespace Helpdesk.Domain.Billing;

// What the log of a ticket tells about money (D30): ids, amounts in minor units and coded words.

/// <summary>Somebody asked for a refund (D42); the amount is null while nobody has decided on it.</summary>
public sealed record RefundRequested(Guid Refund, string Currency, long? Amount, string Decision) : TicketEvent;

/// <summary>Frozen by Finance, and waits for a second person.</summary>
public sealed record RefundProposed(Guid Refund, string Currency, long Amount) : TicketEvent;

/// <summary>From here on the system executes exactly this (D42).</summary>
/// <param name="Alone">Within the limit, by one person.</param>
public sealed record RefundApproved(Guid Refund, string Currency, long Amount, bool Alone) : TicketEvent;

public sealed record RefundDeclined(Guid Refund) : TicketEvent;

/// <param name="Reason"><c>balance_changed</c>, <c>disputed</c>.</param>
public sealed record RefundVoided(Guid Refund, string Reason) : TicketEvent;

/// <summary>No answer came: the outcome is being found out (D43).</summary>
public sealed record RefundUnknown(Guid Refund) : TicketEvent;

/// <summary>What Stripe says about it (D44), as <see cref="RefundState"/>; <c>succeeded</c> is not yet <i>arrived</i>.</summary>
/// <param name="Reason">Stripe's coded reason of a failure.</param>
/// <param name="Late">It had succeeded before: the bank sent the money back.</param>
public sealed record RefundSettled(Guid Refund, string State, string Currency, long Amount, string? Reason, bool Late) : TicketEvent;

/// <summary>The customer was told; or was not, and why: <c>silent</c> (D35a), <c>no_consent</c> (D38), <c>no_address</c>.</summary>
public sealed record RefundConfirmed(Guid Refund, bool Told, string? Why) : TicketEvent;

/// <summary>The subscription followed the refund as chosen (D44), or could not.</summary>
public sealed record SubscriptionEnded(Guid Refund, string How, bool Done) : TicketEvent;
