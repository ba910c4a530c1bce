using Helpdesk.Domain.Safety;
using Helpdesk.Features.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Features.Safety;

/// <summary>
/// A phrase that the screening missed, or fired at wrongly, kept so that no later lexicon does it again (D8). As protected as a
/// restricted ticket: only Safety reads it, every reading is logged.
/// </summary>
public sealed class KeptCase
{
    public Guid Id { get; init; }
    public string Text { get; init; } = "";

    /// <summary>False: nothing is to fire.</summary>
    public bool Fires { get; init; }

    /// <summary>Null: any kind.</summary>
    public SafetyKind? Kind { get; init; }

    /// <summary>Null: any severity.</summary>
    public Severity? AtLeast { get; init; }
    public string Why { get; init; } = "";
    public Guid PersonId { get; init; }
    public string Author { get; init; } = "";
    public DateTimeOffset At { get; init; }

    /// <summary>A withdrawn case stays written and is no longer tried.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }
    public string? WithdrawnBy { get; set; }
    public string? WithdrawnWhy { get; set; }

    public RedTeamCase Case => new(Text, new Expectation(Fires, Kind, AtLeast));
}

internal sealed class KeptCaseTable : IEntityTypeConfiguration<KeptCase>
{
    public void Configure(EntityTypeBuilder<KeptCase> kept)
    {
        kept.ToTable("RedTeamCase", table =>
        {
            table.HasCheckConstraint("red_team_case_says_something", "length(btrim(text)) between 1 and 20000 and length(btrim(why)) between 1 and 500");
            table.HasCheckConstraint("red_team_case_silence_has_no_kind", "fires or (kind is null and at_least is null)");
            table.HasCheckConstraint("red_team_case_withdrawn_by_somebody", "num_nonnulls(withdrawn_at, withdrawn_by, withdrawn_why) in (0, 3)");
        });
        kept.Property(k => k.Id).ValueGeneratedNever();
        kept.Ignore(k => k.Case);
        kept.HasOne<Person>().WithMany().HasForeignKey(k => k.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
