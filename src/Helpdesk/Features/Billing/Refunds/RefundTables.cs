using Helpdesk.Domain.Billing;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Features.Billing;

/// <summary>
/// The intent to refund (D42, D43): frozen, with its key, and committed before Stripe is called. Amounts in minor units. What is frozen
/// never changes once it is approved; a trigger of the database sees to it.
/// </summary>
public sealed class RefundIntent
{
    public Guid Id { get; init; }
    public Guid TicketId { get; init; }
    public string Charge { get; init; } = "";
    public string Customer { get; init; } = "";
    public string? Subscription { get; init; }

    /// <summary>Upper case.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Null while an Agent's request is decided case by case.</summary>
    public long? Amount { get; set; }

    /// <summary>The charge as it stood when the intent was frozen.</summary>
    public long Paid { get; set; }
    public long RefundedBefore { get; set; }
    public string Decision { get; set; } = "";
    public string Approval { get; set; } = "";

    /// <summary>The rules tried, as JSON (D41).</summary>
    public string Proof { get; set; } = "[]";

    /// <summary>The decision in the customer's words.</summary>
    public string Sentence { get; set; } = "";
    public int PolicyVersion { get; set; }

    /// <summary>Arrival of the message that asks for the money (D41), and which one.</summary>
    public DateTimeOffset AskedAt { get; set; }
    public Guid? MessageId { get; set; }
    public SubscriptionEnd Then { get; set; }

    /// <summary>Staff's reason, needed case by case; and why it was declined.</summary>
    public string Reason { get; set; } = "";
    public string Hash { get; set; } = "";

    /// <summary>The idempotency key: it belongs to the intent, so two equal refunds are two (D43).</summary>
    public string Key { get; init; } = "";
    public RefundState State { get; set; }
    public Guid RequestedBy { get; init; }
    public DateTimeOffset RequestedAt { get; init; }
    public Guid? ProposedBy { get; set; }
    public Guid? ApprovedBy { get; set; }
    public DateTimeOffset? ApprovedAt { get; set; }

    /// <summary>When the job looks at it next; null when there is nothing to do.</summary>
    public DateTimeOffset? NextAttempt { get; set; }
    public int Attempts { get; set; }

    /// <summary>The instant before the first call; from then on the outcome is Stripe's to tell (D43).</summary>
    public DateTimeOffset? CalledAt { get; set; }

    /// <summary>A call got no answer: being resolved.</summary>
    public bool Unknown { get; set; }
    public string LastError { get; set; } = "";
    public string? RefundId { get; set; }
    public string? RequestId { get; set; }
    public string? FailureReason { get; set; }

    /// <summary>What the customer's bank can look for.</summary>
    public string? BankReference { get; set; }
    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>Empty, <c>waiting</c>, <c>done</c> or <c>failed</c>.</summary>
    public string SubscriptionState { get; set; } = "";

    /// <summary>Somebody has dealt with the failure.</summary>
    public Guid? DealtBy { get; set; }
}

/// <summary>A refund that was made elsewhere (D43): by nobody that we know.</summary>
public sealed class OutsideRefund
{
    public string Id { get; init; } = "";
    public string Charge { get; init; } = "";
    public string Currency { get; init; } = "";
    public long Amount { get; set; }
    public string Status { get; set; } = "";
    public DateTimeOffset CreatedAt { get; init; }
}

internal sealed class RefundTables : IEntityTypeConfiguration<RefundIntent>, IEntityTypeConfiguration<OutsideRefund>
{
    public void Configure(EntityTypeBuilder<RefundIntent> intent)
    {
        intent.Property(i => i.Id).ValueGeneratedNever();
        intent.Property(i => i.Proof).HasColumnType("jsonb");
        intent.HasOne<Ticket>().WithMany().HasForeignKey(i => i.TicketId).OnDelete(DeleteBehavior.Restrict);
        foreach (var person in new[] { nameof(RefundIntent.RequestedBy), nameof(RefundIntent.ProposedBy), nameof(RefundIntent.ApprovedBy), nameof(RefundIntent.DealtBy) })
            intent.HasOne<Person>().WithMany().HasForeignKey(person).OnDelete(DeleteBehavior.Restrict);
        intent.HasIndex(i => i.Key).IsUnique();
        intent.HasIndex(i => i.RefundId).IsUnique().HasFilter("refund_id is not null");
        // D42: one open intent per charge, whoever presses first.
        intent.HasIndex(i => i.Charge, "ux_refund_intent_open").IsUnique().HasFilter("state in ('requested', 'waiting', 'sending')");
        intent.HasIndex(i => i.NextAttempt).HasFilter("next_attempt is not null");
        intent.HasIndex(i => new { i.State, i.RequestedAt });
        intent.ToTable(t =>
        {
            t.HasCheckConstraint("ck_refund_intent_amount", "amount is null and state in ('requested', 'void', 'declined') or amount > 0 and amount <= paid - refunded_before");
            t.HasCheckConstraint("ck_refund_intent_balance", "paid >= 0 and refunded_before between 0 and paid");
            t.HasCheckConstraint("ck_refund_intent_currency", "currency ~ '^[A-Z]{3}$'");
            // D42: nobody approves their own request; what needs a second person is not executed without one.
            t.HasCheckConstraint("ck_refund_intent_second", "approval = 'none' or state not in ('sending', 'pending', 'requires_action', 'succeeded', 'failed') or approved_by is not null and approved_by <> requested_by and approved_by is distinct from proposed_by");
            t.HasCheckConstraint("ck_refund_intent_executed", "state not in ('sending', 'pending', 'requires_action', 'succeeded', 'failed') or approved_at is not null");
            t.HasCheckConstraint("ck_refund_intent_settled", "state not in ('pending', 'requires_action', 'succeeded') or refund_id is not null");
        });
    }

    public void Configure(EntityTypeBuilder<OutsideRefund> refund) => refund.HasIndex(r => r.Charge);
}
