using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Features.Billing;

/// <summary>An event of Stripe's webhook, stored before it is handled and handled once (D48).</summary>
public sealed class StripeEventRow
{
    public string Id { get; init; } = "";
    public string Type { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }
    public string ApiVersion { get; init; } = "";

    /// <summary>Id and kind of the object it tells of: enough to fetch it; its contents are not kept.</summary>
    public string ObjectId { get; init; } = "";
    public string? Charge { get; init; }
    public string? Customer { get; init; }

    /// <summary><c>waiting</c>, <c>done</c>, <c>ignored</c>.</summary>
    public string State { get; set; } = "waiting";
    public int Attempts { get; set; }
    public DateTimeOffset NextAttempt { get; set; }
    public DateTimeOffset? HandledAt { get; set; }
    public string LastError { get; set; } = "";
}

/// <summary>The last known copy of a customer's billing (D40): ids, amounts and states, no names or addresses.</summary>
public sealed class BillingCopy
{
    public string Customer { get; init; } = "";
    public DateTimeOffset TakenAt { get; set; }
    public string Data { get; set; } = "{}";
}

internal sealed class StripeEventTables : IEntityTypeConfiguration<StripeEventRow>, IEntityTypeConfiguration<BillingCopy>
{
    public void Configure(EntityTypeBuilder<StripeEventRow> row)
    {
        row.ToTable("StripeEvent", t => t.HasCheckConstraint("ck_stripe_event_state", "state in ('waiting', 'done', 'ignored')"));
        row.HasIndex(r => r.NextAttempt).HasFilter("state = 'waiting'");
    }

    public void Configure(EntityTypeBuilder<BillingCopy> copy)
    {
        copy.HasKey(c => c.Customer);
        copy.Property(c => c.Data).HasColumnType("jsonb");
    }
}
