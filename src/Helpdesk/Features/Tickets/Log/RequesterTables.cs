using Helpdesk.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Features.Tickets;

/// <summary>Somebody who asks for help, known by one or more addresses (§1).</summary>
public sealed class Requester
{
    public Guid Id { get; init; }
    public string Name { get; set; } = "";
    public Guid? AccountId { get; set; }
    public string Locale { get; set; } = "en";

    /// <summary>IANA id; null when unknown.</summary>
    public string? Zone { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
}

public sealed class RequesterAddress
{
    /// <summary>Lower case.</summary>
    public string Address { get; init; } = "";
    public Guid RequesterId { get; init; }

    /// <summary>D31a: at most one automatic receipt an hour.</summary>
    public DateTimeOffset? LastReceiptAt { get; set; }
}

/// <summary>What billing and entitlements hang on (§1). Facts carry source and age; an unknown one is shown as unknown.</summary>
public sealed class Account
{
    public Guid Id { get; init; }
    public string ExternalId { get; init; } = "";
    public string? Email { get; set; }
    public string? Name { get; set; }
    public Plan Plan { get; set; }

    /// <summary>All facts as JSON: <c>{"name":{"value","source","at"}}</c>.</summary>
    public string Facts { get; set; } = "{}";
    public DateTimeOffset ChangedAt { get; set; }
}

internal sealed class RequesterTables :
    IEntityTypeConfiguration<Requester>, IEntityTypeConfiguration<RequesterAddress>, IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Requester> requester)
    {
        requester.Property(r => r.Id).ValueGeneratedNever();
        requester.HasOne<Account>().WithMany().HasForeignKey(r => r.AccountId);
    }

    public void Configure(EntityTypeBuilder<RequesterAddress> address)
    {
        address.HasKey(a => a.Address);
        address.HasOne<Requester>().WithMany().HasForeignKey(a => a.RequesterId);
    }

    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.Property(a => a.Id).ValueGeneratedNever();
        account.Property(a => a.Facts).HasColumnType("jsonb");
        account.HasIndex(a => a.ExternalId).IsUnique();
        account.HasIndex(a => a.Email);
    }
}
