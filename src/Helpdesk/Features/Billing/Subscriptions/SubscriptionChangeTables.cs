using Helpdesk.Domain.Billing;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Features.Billing;

/// <summary>
/// The intent to change a subscription (D45a): frozen on what Stripe previewed, with its key, and committed before Stripe is called
/// (D43). A trigger of the database keeps what is frozen.
/// </summary>
public sealed class SubscriptionChange
{
    public Guid Id { get; init; }
    public Guid TicketId { get; init; }
    public string Customer { get; init; } = "";
    public string Subscription { get; init; } = "";
    public string Item { get; init; } = "";
    public SubscriptionAct Act { get; init; }

    /// <summary>What the plan changes to; null for every other act.</summary>
    public string? Price { get; init; }

    /// <summary>The subscription as it stood when the change was frozen.</summary>
    public string PriceBefore { get; set; } = "";
    public bool EndedBefore { get; set; }
    public DateTimeOffset PeriodEnd { get; set; }

    /// <summary>Upper case.</summary>
    public string Currency { get; init; } = "";

    /// <summary>What the preview came to, minor units; null where nothing is charged.</summary>
    public long? Total { get; set; }

    /// <summary>The second that Stripe prorates at, the same in preview and execution.</summary>
    public DateTimeOffset ProratedAt { get; set; }
    public string Hash { get; set; } = "";
    public string Key { get; init; } = "";
    public SubscriptionChangeState State { get; set; }
    public string Reason { get; set; } = "";
    public Guid RequestedBy { get; init; }
    public DateTimeOffset RequestedAt { get; init; }
    public Guid? ConfirmedBy { get; set; }
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>When the job looks at it next; null when there is nothing to do.</summary>
    public DateTimeOffset? NextAttempt { get; set; }
    public int Attempts { get; set; }

    /// <summary>The instant before the first call (D43).</summary>
    public DateTimeOffset? CalledAt { get; set; }
    public bool Unknown { get; set; }
    public string LastError { get; set; } = "";
    public string? RequestId { get; set; }
    public DateTimeOffset? SettledAt { get; set; }
}

internal sealed class SubscriptionChangeTables : IEntityTypeConfiguration<SubscriptionChange>
{
    public void Configure(EntityTypeBuilder<SubscriptionChange> change)
    {
        change.Property(c => c.Id).ValueGeneratedNever();
        change.HasOne<Ticket>().WithMany().HasForeignKey(c => c.TicketId).OnDelete(DeleteBehavior.Restrict);
        foreach (var person in new[] { nameof(SubscriptionChange.RequestedBy), nameof(SubscriptionChange.ConfirmedBy) })
            change.HasOne<Person>().WithMany().HasForeignKey(person).OnDelete(DeleteBehavior.Restrict);
        change.HasIndex(c => c.Key).IsUnique();
        // One open change per subscription, whoever presses first.
        change.HasIndex(c => c.Subscription, "ux_subscription_change_open").IsUnique().HasFilter("state in ('requested', 'sending')");
        change.HasIndex(c => c.NextAttempt).HasFilter("next_attempt is not null");
        change.ToTable(t =>
        {
            t.HasCheckConstraint("ck_subscription_change_price", "(act = 'change_plan') = (price is not null)");
            t.HasCheckConstraint("ck_subscription_change_confirmed", "state not in ('sending', 'done', 'failed') or confirmed_by is not null and confirmed_at is not null");
            t.HasCheckConstraint("ck_subscription_change_work", "(next_attempt is not null) = (state = 'sending')");
        });
    }
}
