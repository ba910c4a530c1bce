using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Features.Safety;

/// <summary>A mandatory report (D36): where it stands. What it says and what was done with it stand beside it and never change.</summary>
public sealed class Report
{
    public Guid Id { get; init; }
    public Guid TicketId { get; init; }
    public Guid IncidentId { get; init; }
    public ReportState State { get; set; }

    /// <summary>One hour from the arrival of the text that fired.</summary>
    public DateTimeOffset Due { get; init; }
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>The newest version of its content, with who wrote it; null: the system.</summary>
    public int Version { get; set; }
    public Guid? AuthorId { get; set; }
    public int? ReviewedVersion { get; set; }
    public Guid? SubmittedBy { get; set; }
    public DateTimeOffset? SubmittedAt { get; set; }

    /// <summary>One person submitted it alone in the last 20 minutes; the review follows.</summary>
    public bool ReviewOwed { get; set; }

    public ReportStanding Standing => new(State, Version, AuthorId, ReviewedVersion, SubmittedBy, ReviewOwed, Due);
}

/// <summary>What a report said at one time. The table refuses changes.</summary>
public sealed class ReportVersion
{
    public Guid ReportId { get; init; }
    public int Version { get; init; }
    public Guid TicketId { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Null: written by the system.</summary>
    public Guid? PersonId { get; init; }
    public string Content { get; init; } = "";

    /// <summary>What was changed and why; empty for the first.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>Something that was done with a report: opened, edited, reviewed, taken out, submitted, confirmed. The table refuses changes.</summary>
public sealed class ReportAct
{
    public Guid Id { get; init; }
    public Guid ReportId { get; init; }
    public Guid TicketId { get; init; }

    /// <summary><c>opened</c>, <c>edited</c>, <c>sent_to_review</c>, <c>reviewed</c>, <c>taken_out</c>, <c>submitted</c>, <c>submitted_alone</c>, <c>reviewed_afterwards</c>, <c>confirmed</c>, <c>not_reportable</c>, <c>deadline_missed</c>.</summary>
    public string Act { get; init; } = "";

    /// <summary>Of the content at that time.</summary>
    public int Version { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid? PersonId { get; init; }

    /// <summary>Of a submission: whom it was handed to, and the reference number that was given.</summary>
    public string? Authority { get; init; }
    public string? Reference { get; init; }

    /// <summary>Why, in the words of who did it.</summary>
    public string Reason { get; init; } = "";
}

internal sealed class ReportTables : IEntityTypeConfiguration<Report>, IEntityTypeConfiguration<ReportVersion>, IEntityTypeConfiguration<ReportAct>
{
    public void Configure(EntityTypeBuilder<Report> report)
    {
        report.Property(r => r.Id).ValueGeneratedNever();
        report.Ignore(r => r.Standing);
        report.HasOne<Ticket>().WithMany().HasForeignKey(r => r.TicketId);
        report.HasOne<Incident>().WithMany().HasForeignKey(r => r.IncidentId);
        report.HasIndex(r => r.IncidentId).IsUnique();
        report.HasIndex(r => r.TicketId);
        report.HasIndex(r => r.Due).HasFilter("state in ('draft', 'in_review')");
        report.ToTable(t =>
        {
            t.HasCheckConstraint("ck_report_state", "state in ('draft', 'in_review', 'submitted', 'confirmed', 'not_reportable')");
            t.HasCheckConstraint("ck_report_submitted", "(state in ('submitted', 'confirmed')) = (submitted_at is not null and submitted_by is not null)");
        });
    }

    public void Configure(EntityTypeBuilder<ReportVersion> version)
    {
        version.HasKey(v => new { v.ReportId, v.Version });
        version.HasOne<Report>().WithMany().HasForeignKey(v => v.ReportId);
        version.HasOne<Ticket>().WithMany().HasForeignKey(v => v.TicketId);
    }

    public void Configure(EntityTypeBuilder<ReportAct> act)
    {
        act.Property(a => a.Id).ValueGeneratedNever();
        act.HasOne<Report>().WithMany().HasForeignKey(a => a.ReportId);
        act.HasOne<Ticket>().WithMany().HasForeignKey(a => a.TicketId);
        act.HasIndex(a => new { a.ReportId, a.At });
        act.HasIndex(a => a.ReportId, "ix_report_act_submitted_once").IsUnique().HasFilter("act in ('submitted', 'submitted_alone')");
        act.ToTable(t => t.HasCheckConstraint(
            "ck_report_act_submission", "act not in ('submitted', 'submitted_alone') or (person_id is not null and authority <> '' and reference <> '')"));
    }
}
