using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Features.Safety;

/// <summary>What was done at a step of an incident, when and by whom (D35). The table refuses changes.</summary>
public sealed class IncidentStep
{
    public Guid Id { get; init; }
    public Guid TicketId { get; init; }
    public Guid IncidentId { get; init; }
    public IncidentAct Act { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>A slug of <see cref="Helpdesk.Domain.Access.ActorKind"/>.</summary>
    public string ActorKind { get; init; } = "";
    public Guid? PersonId { get; init; }

    /// <summary>A reason or what was done, in the words of who did it; empty for what the system does.</summary>
    public string Note { get; init; } = "";
}

/// <summary>A note on an incident. It is never edited or deleted: a correction stands beside the original, with a reason (D35).</summary>
public sealed class IncidentNote
{
    public Guid Id { get; init; }
    public Guid TicketId { get; init; }
    public Guid IncidentId { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid PersonId { get; init; }
    public string Text { get; init; } = "";

    /// <summary>The note that this one corrects.</summary>
    public Guid? CorrectsId { get; init; }

    /// <summary>Why it is corrected; null for a note of its own.</summary>
    public string? Reason { get; init; }
}

/// <summary>A restriction is to be lifted; for a critical finding it waits for a second person (D34b).</summary>
public sealed class RestrictionLift
{
    public Guid Id { get; init; }
    public Guid TicketId { get; init; }
    public Guid AskedBy { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    public string Reason { get; init; } = "";
    public Guid? ConfirmedBy { get; set; }
    public DateTimeOffset? LiftedAt { get; set; }
}

internal sealed class IncidentTables :
    IEntityTypeConfiguration<IncidentStep>, IEntityTypeConfiguration<IncidentNote>, IEntityTypeConfiguration<RestrictionLift>
{
    public void Configure(EntityTypeBuilder<IncidentStep> step)
    {
        step.Property(s => s.Id).ValueGeneratedNever();
        step.HasOne<Incident>().WithMany().HasForeignKey(s => s.IncidentId);
        step.HasOne<Ticket>().WithMany().HasForeignKey(s => s.TicketId);
        step.HasIndex(s => new { s.IncidentId, s.At });
    }

    public void Configure(EntityTypeBuilder<IncidentNote> note)
    {
        note.Property(n => n.Id).ValueGeneratedNever();
        note.HasOne<Incident>().WithMany().HasForeignKey(n => n.IncidentId);
        note.HasOne<Ticket>().WithMany().HasForeignKey(n => n.TicketId);
        note.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId);
        note.HasOne<IncidentNote>().WithMany().HasForeignKey(n => n.CorrectsId);
        note.HasIndex(n => new { n.IncidentId, n.At });
        note.ToTable(t => t.HasCheckConstraint("ck_incident_note_correction", "(corrects_id is null) = (reason is null)"));
    }

    public void Configure(EntityTypeBuilder<RestrictionLift> lift)
    {
        lift.Property(l => l.Id).ValueGeneratedNever();
        lift.HasOne<Ticket>().WithMany().HasForeignKey(l => l.TicketId);
        // One at a time waits on a ticket.
        lift.HasIndex(l => l.TicketId).IsUnique().HasFilter("lifted_at is null");
        lift.ToTable(t => t.HasCheckConstraint("ck_restriction_lift_two_people", "confirmed_by is null or confirmed_by <> asked_by"));
    }
}
