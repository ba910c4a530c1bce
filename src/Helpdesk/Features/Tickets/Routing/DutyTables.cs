using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Features.Tickets;

/// <summary>When somebody works for a team, week after week (D16).</summary>
public sealed class Shift
{
    public Guid Id { get; init; }
    public Guid PersonId { get; init; }
    public Team Team { get; init; }
    public ShiftKind Kind { get; init; }

    /// <summary>Bit 0 is Sunday, as <see cref="DayOfWeek"/> counts.</summary>
    public short Days { get; init; }
    public TimeOnly Begins { get; init; }

    /// <summary>Not after <see cref="Begins"/>: on the next day.</summary>
    public TimeOnly Ends { get; init; }

    /// <summary>IANA id.</summary>
    public string Zone { get; init; } = "";

    public WeeklyShift Weekly => new(Kind, Enum.GetValues<DayOfWeek>().Where(d => (Days & (1 << (int)d)) != 0).ToHashSet(), Begins, Ends, TimeZoneInfo.FindSystemTimeZoneById(Zone));

    public static short Mask(IEnumerable<DayOfWeek> days) => (short)days.Aggregate(0, (mask, day) => mask | (1 << (int)day));
}

/// <summary>Somebody is not here; why is nobody's business.</summary>
public sealed class Absence
{
    public Guid Id { get; init; }
    public Guid PersonId { get; init; }
    public DateTimeOffset Since { get; init; }

    /// <summary>Null: until they are back.</summary>
    public DateTimeOffset? Until { get; set; }
}

/// <summary>What somebody can take; a person without a row has the default cap and no skill.</summary>
public sealed class Duty
{
    public Guid PersonId { get; init; }
    public int Cap { get; set; } = Assignment.DefaultCap;

    /// <summary>Slugs of categories.</summary>
    public string[] Skills { get; set; } = [];

    /// <summary>Two letters each.</summary>
    public string[] Languages { get; set; } = [];
}

internal sealed class DutyTables : IEntityTypeConfiguration<Shift>, IEntityTypeConfiguration<Absence>, IEntityTypeConfiguration<Duty>
{
    public void Configure(EntityTypeBuilder<Shift> shift)
    {
        shift.Property(s => s.Id).ValueGeneratedNever();
        shift.Ignore(s => s.Weekly);
        shift.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Cascade);
        shift.HasIndex(s => s.Team);
        shift.ToTable(table =>
        {
            table.HasCheckConstraint("ck_shift_days", "days between 1 and 127");
            table.HasCheckConstraint("ck_shift_kind", "kind in ('standard', 'priority')");
        });
    }

    public void Configure(EntityTypeBuilder<Absence> absence)
    {
        absence.Property(a => a.Id).ValueGeneratedNever();
        absence.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Cascade);
        absence.HasIndex(a => a.PersonId);
        absence.ToTable(table => table.HasCheckConstraint("ck_absence_until", "until is null or until > since"));
    }

    public void Configure(EntityTypeBuilder<Duty> duty)
    {
        duty.HasKey(d => d.PersonId);
        duty.Property(d => d.PersonId).ValueGeneratedNever();
        duty.HasOne<Person>().WithMany().HasForeignKey(d => d.PersonId).OnDelete(DeleteBehavior.Cascade);
        duty.ToTable(table => table.HasCheckConstraint("ck_duty_cap", "cap between 0 and 500"));
    }
}
