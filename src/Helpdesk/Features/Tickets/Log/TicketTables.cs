using Helpdesk.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Features.Tickets;

/// <summary>The ticket's row, its clocks and pauses. The indexes of the inbox are expressions and stand in the migration.</summary>
internal sealed class TicketTables :
    IEntityTypeConfiguration<Ticket>, IEntityTypeConfiguration<Clock>, IEntityTypeConfiguration<PauseRow>
{
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
        ticket.HasMany(t => t.Clocks).WithOne().HasForeignKey(c => c.TicketId);
        ticket.HasMany(t => t.Pauses).WithOne().HasForeignKey(p => p.TicketId);
        ticket.Navigation(t => t.Clocks).UsePropertyAccessMode(PropertyAccessMode.Field);
        ticket.Navigation(t => t.Pauses).UsePropertyAccessMode(PropertyAccessMode.Field);
        ticket.Property(t => t.Reached).HasDefaultValueSql("'{0,0,0,0}'::smallint[]");
        ticket.Property(t => t.SlaVersion).HasDefaultValue(1);
        ticket.ToTable(table =>
        {
            table.HasCheckConstraint("ck_ticket_reached", "array_length(reached, 1) = 4");
            table.HasCheckConstraint("ck_ticket_sla_version", "sla_version > 0");
        });
        ticket.Ignore(t => t.Active);
    }

    public void Configure(EntityTypeBuilder<Clock> clock)
    {
        clock.HasKey(c => new { c.TicketId, c.Target });
        clock.HasIndex(c => c.Due).HasFilter("state = 'running'");
        // What the engine asks once a second: as small as what is awaited, and read from its due end only.
        clock.HasIndex(c => c.NextAt).HasFilter("next_at is not null");
        clock.ToTable(table =>
        {
            table.HasCheckConstraint("ck_clock_next", "(next_at is null) = (next_percent is null)");
            table.HasCheckConstraint("ck_clock_next_percent", "next_percent in (50, 75, 90, 100)");
        });
        clock.Ignore(c => c.Value);
        clock.Ignore(c => c.Open);
    }

    public void Configure(EntityTypeBuilder<PauseRow> pause)
    {
        pause.ToTable("Pause");
        pause.HasKey(p => new { p.TicketId, p.From });
    }
}
