using Helpdesk.Domain.Tickets;

namespace Helpdesk.Domain.Billing;

// What the log of a ticket tells about subscriptions (D30, D45a): ids and coded words.

/// <summary>An Agent asked Finance to change a subscription.</summary>
/// <param name="How">The act, as slug.</param>
public sealed record SubscriptionChangeRequested(Guid Change, string How, string? Price) : TicketEvent;

/// <summary>Finance confirmed what Stripe previewed; from here on the system does exactly this.</summary>
/// <param name="Total">What Stripe's preview came to, minor units; null where nothing is charged.</param>
public sealed record SubscriptionChangeConfirmed(Guid Change, string How, string? Price, string Currency, long? Total) : TicketEvent;

public sealed record SubscriptionChangeDeclined(Guid Change) : TicketEvent;

/// <summary>The plan event of D45a: what became of it.</summary>
/// <param name="State"><c>done</c>, <c>failed</c> or <c>void</c>.</param>
/// <param name="Why">Coded, where it was not done.</param>
/// <param name="Told">The customer was sent the confirmation.</param>
public sealed record SubscriptionChanged(Guid Change, string How, string? Price, string State, string? Why, bool Told) : TicketEvent;
