using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Platform.Mail;

/// <summary>A mail on its way out. It is written in the transaction of what caused it and leaves by the dispatcher.</summary>
public sealed class OutboxMail
{
    public Guid Id { get; init; }

    /// <summary>Null only for mail to staff (invitation, password reset), which then names the person.</summary>
    public Guid? TicketId { get; init; }
    public Guid? PersonId { get; init; }

    /// <summary>The message of the thread it carries; null for receipts and staff mail.</summary>
    public Guid? MessageId { get; init; }

    /// <summary><c>reply</c>, <c>receipt</c>, <c>invitation</c>, <c>password_reset</c>.</summary>
    public string Kind { get; init; } = "";
    public string To { get; set; } = "";
    public string? ReplyTo { get; init; }
    public string Subject { get; set; } = "";
    public string Text { get; set; } = "";

    /// <summary>Our Message-ID with its random part (D31).</summary>
    public string InternetId { get; init; } = "";
    public string? InReplyTo { get; init; }
    public string[] References { get; init; } = [];

    /// <summary>Of a reply: the state the ticket takes when it leaves (D28), as a slug.</summary>
    public string? Then { get; init; }

    /// <summary>Of a reply: it acknowledges a rights-holder claim (D24).</summary>
    public bool Acknowledges { get; init; }

    /// <summary><c>waiting</c> (can be undone), <c>sending</c>, <c>sent</c>, <c>delivered</c>, <c>bounced</c>, <c>dead</c>, <c>undone</c>.</summary>
    public string State { get; set; } = "waiting";
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not before; of a reply, ten seconds after the click (D33a).</summary>
    public DateTimeOffset SendAfter { get; set; }
    public int Attempts { get; set; }
    public string? LastError { get; set; }
    public string? ProviderId { get; set; }
    public DateTimeOffset? SentAt { get; set; }
}

/// <summary>An event of the mail provider's webhook, handled once (deduplicated by its id).</summary>
public sealed class MailEventRow
{
    public string Id { get; init; } = "";
    public DateTimeOffset At { get; init; }
}

internal sealed class OutboxTables : IEntityTypeConfiguration<OutboxMail>, IEntityTypeConfiguration<MailEventRow>
{
    public void Configure(EntityTypeBuilder<OutboxMail> mail)
    {
        mail.Property(m => m.Id).ValueGeneratedNever();
        mail.HasIndex(m => m.SendAfter).HasFilter("state in ('waiting', 'sending')");
        mail.HasIndex(m => m.TicketId).HasFilter("ticket_id is not null");
        mail.HasIndex(m => m.InternetId).IsUnique();
        mail.HasIndex(m => m.CreatedAt, "ix_outbox_mail_dead").HasFilter("state = 'dead'");
        mail.ToTable(t => t.HasCheckConstraint("ck_outbox_mail_addressee", "ticket_id is not null or person_id is not null"));
    }

    public void Configure(EntityTypeBuilder<MailEventRow> row) => row.ToTable("MailEvent");
}
