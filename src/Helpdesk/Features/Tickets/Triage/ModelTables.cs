using Helpdesk.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// A model that was trained one night, taken into use or not (D5). It holds no weights: the model is the shipped corpus and these
/// corrections, and each node trains it from them (docs/decisions/0013). Never changed.
/// </summary>
public sealed class ModelVersion
{
    public int Version { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Whoever had it trained.</summary>
    public string Author { get; init; } = "";

    /// <summary>In force from then on, until a later one is.</summary>
    public bool Promoted { get; init; }

    /// <summary>Method and hash of what it learned from; stands on each classification.</summary>
    public string Name { get; init; } = "";

    /// <summary>Ids of the classifications that were learned from, beside the shipped corpus.</summary>
    public Guid[] Corrections { get; init; } = [];

    /// <summary>Corrections on which it was judged.</summary>
    public int HeldOut { get; init; }
    public int Gained { get; init; }
    public int Lost { get; init; }
    public double Chance { get; init; }
    public int SafetyLost { get; init; }
    public string Reason { get; init; } = "";

    /// <summary>A <see cref="Measured"/> on the held-out corrections, as JSON.</summary>
    public string Report { get; init; } = "{}";
}

/// <summary>A <see cref="ModelReport"/> as figures, without any text.</summary>
public sealed record Measured(
    int Examples, double CategoryAccuracy, double SubcategoryAccuracy, double CalibrationError,
    IReadOnlyList<IReadOnlyList<int>> Matrix, IReadOnlyList<ReliabilityRow> Reliability, IReadOnlyList<Confusion> Confusions)
{
    private const int MostConfusions = 12;

    public static Measured Of(ModelReport report) => report.Judged.Count == 0
        ? new Measured(0, 0, 0, 0, [], [], [])
        : new Measured(
            report.Judged.Count, report.CategoryAccuracy, report.SubcategoryAccuracy, report.CalibrationError, report.Matrix, report.Reliability,
            [.. report.Confusions.Take(MostConfusions).Select(c => new Confusion(c.Expected, c.Answered, c.Times))]);
}

/// <summary>Slugs of what it is and what was answered, and how often.</summary>
public sealed record Confusion(string Expected, string Answered, int Times);

internal sealed class ModelTables : IEntityTypeConfiguration<ModelVersion>
{
    public void Configure(EntityTypeBuilder<ModelVersion> version)
    {
        version.HasKey(v => v.Version);
        version.Property(v => v.Version).ValueGeneratedNever();
        version.Property(v => v.Report).HasColumnType("jsonb");
        version.ToTable(table => table.HasCheckConstraint("ck_model_version_promoted", "not promoted or (safety_lost = 0 and gained > lost)"));
    }
}
