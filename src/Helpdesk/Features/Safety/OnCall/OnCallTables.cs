using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Features.Safety;

/// <summary>A place of the on-call rota (D9b): who is asked in which order.</summary>
public sealed class OnCallPlace
{
    public int Position { get; init; }
    public Guid PersonId { get; init; }
}

/// <summary>On-call is asked for (D9b), again and again until somebody acknowledges it.</summary>
public sealed class OnCallPage
{
    public Guid Id { get; init; }
    public Guid TicketId { get; init; }
    public Guid IncidentId { get; init; }

    /// <summary><c>critical</c>; <c>report_40</c>, <c>report_20</c> and <c>report_0</c>: so many minutes before a report's deadline.</summary>
    public string Cause { get; init; } = "";

    /// <summary>When it began; the repeats are counted from it.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>The next cause takes over from here; null: it goes on until it is acknowledged.</summary>
    public DateTimeOffset? Until { get; init; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Who acknowledged it; null when it ended because there is nothing to do any more.</summary>
    public Guid? EndedBy { get; set; }
}

/// <summary>One person was asked once: the key is what keeps a repeat from coming twice.</summary>
public sealed class OnCallAsk
{
    public Guid PageId { get; init; }
    public int Turn { get; init; }
    public Guid PersonId { get; init; }
    public Guid TicketId { get; init; }

    /// <summary>When it was to be.</summary>
    public DateTimeOffset Planned { get; init; }
    public DateTimeOffset At { get; init; }
}

internal sealed class OnCallTables : IEntityTypeConfiguration<OnCallPlace>, IEntityTypeConfiguration<OnCallPage>, IEntityTypeConfiguration<OnCallAsk>
{
    public void Configure(EntityTypeBuilder<OnCallPlace> place)
    {
        place.HasKey(p => p.Position);
        place.Property(p => p.Position).ValueGeneratedNever();
        place.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Cascade);
        place.HasIndex(p => p.PersonId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<OnCallPage> page)
    {
        page.Property(p => p.Id).ValueGeneratedNever();
        page.HasOne<Ticket>().WithMany().HasForeignKey(p => p.TicketId);
        page.HasOne<Incident>().WithMany().HasForeignKey(p => p.IncidentId);
        page.HasIndex(p => new { p.IncidentId, p.Cause }).IsUnique();
        page.HasIndex(p => p.Since).HasFilter("ended_at is null");
        page.ToTable(t => t.HasCheckConstraint("ck_on_call_page_cause", "cause in ('critical', 'report_40', 'report_20', 'report_0')"));
    }

    public void Configure(EntityTypeBuilder<OnCallAsk> ask)
    {
        ask.HasKey(a => new { a.PageId, a.Turn, a.PersonId });
        ask.HasOne<OnCallPage>().WithMany().HasForeignKey(a => a.PageId);
        ask.HasOne<Ticket>().WithMany().HasForeignKey(a => a.TicketId);
        ask.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId);
    }
}
