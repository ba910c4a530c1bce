using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Platform.Database;

/// <summary>A version of a policy or list (SLA, calendars, routing, roles, lexicon …): data with author and reason, never overwritten.</summary>
public sealed class PolicyVersion
{
    /// <summary>The file's name of the shipped default, without ending: <c>sla</c>, <c>roles</c>.</summary>
    public string Kind { get; init; } = "";
    public int Version { get; init; }
    public string Data { get; init; } = "{}";
    public string Author { get; init; } = "";
    public string Reason { get; init; } = "";
    public DateTimeOffset At { get; init; }
}

/// <summary>A reply template (D33).</summary>
public sealed class Template
{
    public string Slug { get; init; } = "";
    public string Name { get; set; } = "";
    public string Subject { get; set; } = "";
    public string Body { get; set; } = "";

    /// <summary>Sending it acknowledges a rights-holder claim (D24).</summary>
    public bool Acknowledges { get; set; }
    public int Version { get; set; }
}

/// <summary>What this database is: made for demonstration or not, and the demo's clock.</summary>
public sealed class Installation
{
    public string Name { get; init; } = "";
    public string Value { get; set; } = "";
}

/// <summary>Due work (DESIGN, Jobs): a row with a time. Done in the transaction that removes it.</summary>
public sealed class Job
{
    public Guid Id { get; init; }
    public string Kind { get; init; } = "";
    public Guid? TicketId { get; init; }
    public DateTimeOffset DueAt { get; set; }
    public int Attempts { get; set; }
    public string Data { get; init; } = "{}";
}

internal sealed class PolicyTables :
    IEntityTypeConfiguration<PolicyVersion>, IEntityTypeConfiguration<Template>, IEntityTypeConfiguration<Installation>, IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<PolicyVersion> policy)
    {
        policy.HasKey(p => new { p.Kind, p.Version });
        policy.Property(p => p.Data).HasColumnType("jsonb");
    }

    public void Configure(EntityTypeBuilder<Template> template) => template.HasKey(t => t.Slug);

    public void Configure(EntityTypeBuilder<Installation> installation) => installation.HasKey(i => i.Name);

    public void Configure(EntityTypeBuilder<Job> job)
    {
        job.Property(j => j.Id).ValueGeneratedNever();
        job.Property(j => j.Data).HasColumnType("jsonb");
        job.HasIndex(j => j.DueAt);
        job.HasIndex(j => new { j.Kind, j.TicketId });
    }
}
