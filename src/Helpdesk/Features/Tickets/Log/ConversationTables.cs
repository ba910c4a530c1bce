using Helpdesk.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Features.Tickets;

/// <summary>One text on a ticket. Erasure blanks the words and keeps the row.</summary>
public sealed class Message
{
    public Guid Id { get; init; }
    public Guid TicketId { get; init; }

    /// <summary><c>in</c> from the customer, <c>out</c> to the customer, <c>note</c> for staff only, <c>call</c> on the phone.</summary>
    public string Direction { get; init; } = "";

    /// <summary>When it arrived; of a reply, the instant of the send click (D24).</summary>
    public DateTimeOffset At { get; init; }
    public Guid? PersonId { get; init; }
    public string AuthorName { get; set; } = "";
    public string AuthorEmail { get; set; } = "";

    /// <summary>The writer is new to this ticket (D31).</summary>
    public bool NewSender { get; init; }

    /// <summary>An address the sender asks to be answered at; must be chosen by a person (D31).</summary>
    public string? ReplyTo { get; init; }
    public string Subject { get; set; } = "";
    public string Text { get; set; } = "";

    /// <summary>The mail's HTML as it came, sanitised on the way out.</summary>
    public string? Html { get; set; }
    public string? MessageId { get; set; }

    /// <summary>Of a reply: <c>waiting</c>, <c>sending</c>, <c>sent</c>, <c>delivered</c>, <c>bounced</c>, <c>dead</c>, <c>undone</c> (cut by a restriction, D34); else empty.</summary>
    public string Delivery { get; set; } = "";

    /// <summary>The verdict of the screening (D34a); null only while the ticket is restricted as not screened. Staff texts carry "staff".</summary>
    public string? ScreenedBy { get; set; }
}

/// <summary>A file on a message. It is served only by its random name and through the visibility predicate.</summary>
public sealed class Attachment
{
    public Guid Id { get; init; }
    public Guid TicketId { get; init; }
    public Guid MessageId { get; init; }
    public string Token { get; init; } = "";
    public string FileName { get; set; } = "";
    public string ContentType { get; init; } = "";
    public string? ContentId { get; init; }
    public int Size { get; init; }
    public byte[] Content { get; set; } = [];
}

/// <summary>One line of the append-only log (D30).</summary>
public sealed class EventRow
{
    public Guid TicketId { get; init; }

    /// <summary>The ticket's version after it.</summary>
    public int Version { get; init; }
    public string Type { get; init; } = "";
    public int Shape { get; init; }
    public DateTimeOffset At { get; init; }
    public string ActorKind { get; init; } = "";
    public Guid? ActorId { get; init; }
    public string CorrelationId { get; init; } = "";
    public string Data { get; init; } = "{}";
}

/// <summary>A model's or a person's answer (D5): corrections stand beside it, never over it.</summary>
public sealed class ClassificationRow
{
    public Guid Id { get; init; }
    public Guid TicketId { get; init; }
    public DateTimeOffset At { get; init; }
    public string Subcategory { get; init; } = "";
    public double Confidence { get; init; }

    /// <summary>The three best as JSON: <c>[{"subcategory","confidence"}]</c>.</summary>
    public string Suggestions { get; init; } = "[]";

    /// <summary>Spans into the first message as JSON.</summary>
    public string Evidence { get; init; } = "[]";
    public string Model { get; init; } = "";
    public string DecidedBy { get; init; } = "";
    public Guid? PersonId { get; init; }
    public string Reason { get; init; } = "";

    /// <summary>Of a person's answer: spans of the words for which they decided so, as <see cref="Evidence"/>.</summary>
    public string Because { get; init; } = "[]";
}

/// <summary>What somebody has typed and not sent: it survives everything (D33a).</summary>
public sealed class Draft
{
    public Guid TicketId { get; init; }
    public Guid PersonId { get; init; }
    public string Kind { get; init; } = "";
    public string Text { get; set; } = "";
    public string? Template { get; set; }

    /// <summary>The thread's version it was begun on.</summary>
    public int BasedOn { get; set; }
    public DateTimeOffset At { get; set; }
}

internal sealed class ConversationTables :
    IEntityTypeConfiguration<Message>, IEntityTypeConfiguration<Attachment>, IEntityTypeConfiguration<EventRow>,
    IEntityTypeConfiguration<ClassificationRow>, IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Message> message)
    {
        message.Property(m => m.Id).ValueGeneratedNever();
        message.HasOne<Ticket>().WithMany().HasForeignKey(m => m.TicketId);
        message.HasIndex(m => new { m.TicketId, m.At });
        message.HasIndex(m => m.MessageId).HasFilter("message_id is not null");
        message.HasIndex(m => new { m.MessageId, m.AuthorEmail }, "ix_message_once").IsUnique().HasFilter("message_id is not null and direction = 'in'");
    }

    public void Configure(EntityTypeBuilder<Attachment> attachment)
    {
        attachment.Property(a => a.Id).ValueGeneratedNever();
        attachment.HasOne<Message>().WithMany().HasForeignKey(a => a.MessageId).OnDelete(DeleteBehavior.Cascade);
        attachment.HasIndex(a => a.TicketId);
        attachment.HasIndex(a => a.Token).IsUnique();
    }

    public void Configure(EntityTypeBuilder<EventRow> row)
    {
        row.ToTable("TicketEvent");
        row.HasKey(e => new { e.TicketId, e.Version });
        row.Property(e => e.Data).HasColumnType("jsonb");
        row.HasOne<Ticket>().WithMany().HasForeignKey(e => e.TicketId);
        row.HasIndex(e => e.CorrelationId);
    }

    public void Configure(EntityTypeBuilder<ClassificationRow> row)
    {
        row.ToTable("Classification");
        row.Property(c => c.Id).ValueGeneratedNever();
        row.Property(c => c.Suggestions).HasColumnType("jsonb");
        row.Property(c => c.Evidence).HasColumnType("jsonb");
        row.Property(c => c.Because).HasColumnType("jsonb").HasDefaultValueSql("'[]'::jsonb");
        row.HasOne<Ticket>().WithMany().HasForeignKey(c => c.TicketId);
        row.HasIndex(c => new { c.TicketId, c.At });
    }

    public void Configure(EntityTypeBuilder<Draft> draft)
    {
        draft.HasKey(d => new { d.TicketId, d.PersonId, d.Kind });
        draft.HasOne<Ticket>().WithMany().HasForeignKey(d => d.TicketId);
    }
}
