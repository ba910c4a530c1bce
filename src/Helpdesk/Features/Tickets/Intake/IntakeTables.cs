using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Features.Tickets;

/// <summary>A mail as it came in, stored before it is parsed (D31).</summary>
public sealed class InboundMail
{
    public Guid Id { get; init; }
    public DateTimeOffset At { get; init; }
    public string ContentType { get; init; } = "";
    public int Size { get; init; }

    /// <summary>SHA-256 of the body: the same POST twice is one mail.</summary>
    public string Digest { get; init; } = "";

    /// <summary>The body; null 30 days after placing.</summary>
    public byte[]? Body { get; set; }

    /// <summary><c>received</c>, <c>placed</c>, <c>parked</c>, <c>duplicate</c> or <c>discarded</c>.</summary>
    public string State { get; set; } = "received";

    /// <summary>Why it is parked: a coded reason.</summary>
    public string? Reason { get; set; }
    public string SenderDomain { get; set; } = "";
    public int Attempts { get; set; }
    public DateTimeOffset NextAttempt { get; set; }
    public DateTimeOffset? SettledAt { get; set; }
    public Guid? TicketId { get; set; }

    /// <summary>Only Safety may open it: something high or critical was found, or it could not be screened (D31).</summary>
    public bool Restricted { get; set; } = true;

    public string? SettledBy { get; set; }
}

/// <summary>An answer already given to an idempotent request (form, API).</summary>
public sealed class IdempotencyRow
{
    /// <summary>Whose key: an API key's id, or <c>form</c>.</summary>
    public string Scope { get; init; } = "";
    public string Key { get; init; } = "";

    /// <summary>SHA-256 of the request: the same key with another request is refused.</summary>
    public string Request { get; init; } = "";
    public Guid TicketId { get; init; }
    public string Number { get; init; } = "";
    public DateTimeOffset At { get; init; }
}

internal sealed class IntakeTables : IEntityTypeConfiguration<InboundMail>, IEntityTypeConfiguration<IdempotencyRow>
{
    public void Configure(EntityTypeBuilder<InboundMail> mail)
    {
        mail.Property(m => m.Id).ValueGeneratedNever();
        mail.HasIndex(m => m.Digest).IsUnique();
        mail.HasIndex(m => m.NextAttempt).HasFilter("state = 'received'");
        mail.HasIndex(m => m.At, "ix_inbound_mail_parked").HasFilter("state = 'parked'");
        mail.HasIndex(m => m.TicketId).HasFilter("ticket_id is not null");
    }

    public void Configure(EntityTypeBuilder<IdempotencyRow> row)
    {
        row.ToTable("Idempotency");
        row.HasKey(r => new { r.Scope, r.Key });
    }
}
