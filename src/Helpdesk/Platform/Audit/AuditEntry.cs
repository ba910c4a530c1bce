using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Platform.Audit;

/// <summary>
/// Somebody changed what others may do. Ids and codes only, and never a secret: names are looked up when it is read. The table
/// refuses changes (Guards).
/// </summary>
public sealed class AuditEntry
{
    public Guid Id { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>A slug of <see cref="Helpdesk.Domain.Access.ActorKind"/>.</summary>
    public string ActorKind { get; init; } = "";
    public Guid? ActorId { get; init; }

    /// <summary>Of an operator: <c>operator:user</c>; empty for people, who have an id.</summary>
    public string Actor { get; init; } = "";

    /// <summary>Such as <c>roles_changed</c>.</summary>
    public string Act { get; init; } = "";

    /// <summary>Whom it was done to.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>The API key it was done to.</summary>
    public Guid? KeyId { get; init; }

    /// <summary>The Safety or Legal member who stood by (§1).</summary>
    public Guid? WitnessId { get; init; }
    public string[] Before { get; init; } = [];
    public string[] After { get; init; } = [];
    public string CorrelationId { get; init; } = "";
}

internal sealed class AuditTables : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.HasIndex(e => new { e.At, e.Id });
        entry.HasIndex(e => e.PersonId);
    }
}
