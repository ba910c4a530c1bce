using Helpdesk.Features.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Features.Tickets;

/// <summary>An event of the log that somebody is to be told of: written with the event, taken away with the telling (D26).</summary>
public sealed class Alert
{
    public Guid TicketId { get; init; }

    /// <summary>The event's place in the log.</summary>
    public int Version { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>One person is told of one event, once. What it says is read from the event, through the visibility of that person (D34).</summary>
public sealed class Notification
{
    public Guid PersonId { get; init; }
    public Guid TicketId { get; init; }
    public int Version { get; init; }

    /// <summary>From when it is shown: at once, or when the person's shift begins (D26).</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>When a mail of it is to be written; null when there is none to write any more.</summary>
    public DateTimeOffset? MailAt { get; set; }
    public DateTimeOffset? ReadAt { get; set; }
}

internal sealed class AlertTables : IEntityTypeConfiguration<Alert>, IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Alert> alert)
    {
        alert.HasKey(a => new { a.TicketId, a.Version });
        alert.HasOne<EventRow>().WithMany().HasForeignKey(a => new { a.TicketId, a.Version });
        alert.HasIndex(a => a.At);
    }

    public void Configure(EntityTypeBuilder<Notification> notification)
    {
        // The key is what keeps anybody from being told twice.
        notification.HasKey(n => new { n.PersonId, n.TicketId, n.Version });
        notification.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Cascade);
        notification.HasOne<EventRow>().WithMany().HasForeignKey(n => new { n.TicketId, n.Version });
        notification.HasIndex(n => new { n.PersonId, n.At }).IsDescending(false, true);
        notification.HasIndex(n => n.PersonId, "ix_notification_unread").HasFilter("read_at is null");
        notification.HasIndex(n => n.MailAt).HasFilter("mail_at is not null");
    }
}
