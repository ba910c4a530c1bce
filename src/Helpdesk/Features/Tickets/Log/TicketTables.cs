using Helpdesk.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Features.Tickets;

/// <summary>The ticket's row, its clocks and pauses. Indexes follow the views of the inbox (UX 1), each by its own order.</summary>
internal sealed class TicketTables :
    IEntityTypeConfiguration<Ticket>, IEntityTypeConfiguration<Clock>, IEntityTypeConfiguration<PauseRow>
{
    private const string Active = "state not in ('resolved', 'closed')";

    public void Configure(EntityTypeBuilder<Ticket> ticket)
    {
        ticket.HasKey(t => t.Id);
        ticket.Property(t => t.Id).ValueGeneratedNever();
        ticket.HasIndex(t => t.Number).IsUnique();
        ticket.HasIndex(t => t.Token).IsUnique();
        ticket.HasIndex(t => t.ExternalId).HasFilter("external_id is not null");
        ticket.HasIndex(t => t.RequesterId);
        ticket.HasIndex(t => t.AccountId).HasFilter("account_id is not null");
        ticket.HasIndex(t => new { t.ChangedAt, t.Id }).IsDescending();
        ticket.HasIndex(t => new { t.AssigneeId, t.DueAt, t.Id }, "ix_ticket_mine").HasFilter(Active);
        ticket.HasIndex(t => new { t.Team, t.DueAt, t.Id }, "ix_ticket_team").HasFilter(Active);
        ticket.HasIndex(t => new { t.DueAt, t.Id }, "ix_ticket_due").HasFilter(Active);
        ticket.HasIndex(t => new { t.DueAt, t.Id }, "ix_ticket_unassigned").HasFilter("assignee_id is null and " + Active);
        ticket.HasIndex(t => new { t.DueAt, t.Id }, "ix_ticket_triage").HasFilter("needs_triage and " + Active);
        ticket.HasIndex(t => new { t.DueAt, t.Id }, "ix_ticket_waiting").HasFilter("state in ('pending', 'on_hold')");
        ticket.HasIndex(t => new { t.DueAt, t.Id }, "ix_ticket_restricted").HasFilter("restricted");
        ticket.HasMany(t => t.Clocks).WithOne().HasForeignKey(c => c.TicketId);
        ticket.HasMany(t => t.Pauses).WithOne().HasForeignKey(p => p.TicketId);
        ticket.Navigation(t => t.Clocks).UsePropertyAccessMode(PropertyAccessMode.Field);
        ticket.Navigation(t => t.Pauses).UsePropertyAccessMode(PropertyAccessMode.Field);
        ticket.Ignore(t => t.Active);
    }

    public void Configure(EntityTypeBuilder<Clock> clock)
    {
        clock.HasKey(c => new { c.TicketId, c.Target });
        clock.HasIndex(c => c.Due).HasFilter("state = 'running'");
        clock.Ignore(c => c.Value);
        clock.Ignore(c => c.Open);
    }

    public void Configure(EntityTypeBuilder<PauseRow> pause)
    {
        pause.ToTable("Pause");
        pause.HasKey(p => new { p.TicketId, p.From });
    }
}
