using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Features.Safety;

/// <summary>Something the screening found on a ticket (D8, D9), with a clock of its own (D22a).</summary>
public sealed class Incident
{
    public Guid Id { get; init; }
    public Guid TicketId { get; init; }
    public Guid MessageId { get; init; }
    public SafetyKind Kind { get; init; }
    public Severity Severity { get; set; }

    /// <summary>The arrival of the text that fired.</summary>
    public DateTimeOffset ArrivedAt { get; init; }
    public DateTimeOffset Due { get; init; }

    /// <summary>The first recorded Safety act on it.</summary>
    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary><c>open</c>, <c>acknowledged</c> or <c>resolved</c>.</summary>
    public string State { get; set; } = "open";
    public bool MayConcernHousehold { get; init; }
    public bool ReportTrigger { get; init; }

    /// <summary>Who saw what the screening did not (D8); null when the screening found it.</summary>
    public Guid? RaisedBy { get; init; }

    /// <summary>The version of the lexicon; empty when a person raised it.</summary>
    public string Lexicon { get; init; } = "";

    /// <summary>The reply whose leaving stopped the clock; should it not arrive, the clock runs again (D24).</summary>
    public Guid? StoppedByMessage { get; set; }

    /// <summary>Of a resolved one: <c>no_risk</c> (D8) or <c>handled</c>.</summary>
    public string? Outcome { get; set; }
    public DateTimeOffset? ResolvedAt { get; set; }

    /// <summary>Spans into the message as JSON, for those who may see the ticket.</summary>
    public string Findings { get; init; } = "[]";

    /// <summary>Sentences that fired, as hashes: quoted again, they open no second incident (D8).</summary>
    public string[] Fingerprints { get; init; } = [];
}

/// <summary>A named outsider's access to one restricted ticket, for a time (D34).</summary>
public sealed class RestrictedAccess
{
    public Guid TicketId { get; init; }
    public Guid PersonId { get; init; }
    public DateTimeOffset Until { get; set; }
    public Guid GrantedBy { get; set; }
    public DateTimeOffset GrantedAt { get; set; }
    public string Reason { get; set; } = "";

    /// <summary><c>liaison</c> (D35), <c>counsel</c> or <c>named</c>.</summary>
    public string Capacity { get; set; } = "named";
}

/// <summary>Who has met a restricted ticket or a restricted parked mail, and by which door (D34, D31).</summary>
public sealed class AccessLogRow
{
    public Guid Id { get; init; }

    /// <summary>Null only for a parked mail, which <see cref="MailId"/> then names, and for the kept red-team cases.</summary>
    public Guid? TicketId { get; init; }
    public Guid? MailId { get; init; }
    public Guid? PersonId { get; init; }
    public string Actor { get; init; } = "";
    public DateTimeOffset At { get; init; }
    public string Door { get; init; } = "";
}

internal sealed class SafetyTables :
    IEntityTypeConfiguration<Incident>, IEntityTypeConfiguration<RestrictedAccess>, IEntityTypeConfiguration<AccessLogRow>
{
    public void Configure(EntityTypeBuilder<Incident> incident)
    {
        incident.Property(i => i.Id).ValueGeneratedNever();
        incident.Property(i => i.Findings).HasColumnType("jsonb");
        incident.HasOne<Ticket>().WithMany().HasForeignKey(i => i.TicketId);
        incident.HasIndex(i => i.TicketId);
        incident.HasIndex(i => i.Due).HasFilter("stopped_at is null");
        incident.HasIndex(i => i.MessageId);
        incident.ToTable(t =>
        {
            t.HasCheckConstraint("ck_incident_state", "state in ('open', 'acknowledged', 'resolved')");
            t.HasCheckConstraint("ck_incident_outcome", "(state = 'resolved') = (outcome is not null and resolved_at is not null)");
        });
    }

    public void Configure(EntityTypeBuilder<RestrictedAccess> access)
    {
        access.HasKey(a => new { a.TicketId, a.PersonId });
        access.HasOne<Ticket>().WithMany().HasForeignKey(a => a.TicketId);
        access.HasIndex(a => a.PersonId);
        access.Property(a => a.Capacity).HasDefaultValue("named");
        access.ToTable(t => t.HasCheckConstraint("ck_restricted_access_capacity", "capacity in ('liaison', 'counsel', 'named')"));
    }

    public void Configure(EntityTypeBuilder<AccessLogRow> row)
    {
        row.ToTable("AccessLog");
        row.Property(r => r.Id).ValueGeneratedNever();
        row.HasOne<Ticket>().WithMany().HasForeignKey(r => r.TicketId).OnDelete(DeleteBehavior.Cascade);
        row.HasIndex(r => new { r.TicketId, r.At });
    }
}
