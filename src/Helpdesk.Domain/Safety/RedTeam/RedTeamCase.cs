using Helpdesk.Domain.Tickets;

namespace Helpdesk.Domain.Safety;

/// <summary>What the screening is to do with a phrase: fire, perhaps as a kind and at least so badly (D9a), or stay silent.</summary>
/// <param name="Kind">Null: any kind will do. Always null when <paramref name="Fires"/> is false.</param>
/// <param name="AtLeast">Null: any severity will do. Always null when <paramref name="Fires"/> is false.</param>
public sealed record Expectation(bool Fires, SafetyKind? Kind = null, Severity? AtLeast = null)
{
    public static Expectation Silence { get; } = new(false);

    /// <summary>In plain words: "crisis of high severity or worse", "nothing".</summary>
    public string Shown => !Fires ? "nothing" : (Kind, AtLeast) switch
    {
        (null, null) => "something",
        ({ } kind, null) => NameOf(kind),
        (null, { } severity) => $"{Words.Slug(severity)} severity or worse",
        ({ } kind, { } severity) => $"{NameOf(kind)} of {Words.Slug(severity)} severity or worse",
    };

    /// <summary>Why a verdict is not what was expected, in a plain sentence; null when it is.</summary>
    public string? Problem(Verdict verdict)
    {
        if (!Fires) return verdict.Worst is { } wrong ? $"Fires as {NameOf(wrong.Kind)}, though nothing should." : null;
        if (verdict.Findings.Count == 0) return "Nothing fires.";
        var fitting = verdict.Findings.Where(f => Kind is null || f.Kind == Kind).ToList();
        if (fitting.Count == 0) return $"Fires as {NameOf(verdict.Worst!.Kind)}, not as {NameOf(Kind!.Value)}.";
        var worst = fitting.Max(f => f.Severity);
        return AtLeast is { } least && worst < least ? $"Fires as {Words.Slug(worst)} only; {Words.Slug(least)} was expected." : null;
    }

    internal static string NameOf(SafetyKind kind) => Taxonomy.Get(Words.Slug(kind)).Name.ToLowerInvariant();
}

/// <summary>A phrase with what the screening is to do with it: a regression case of the lexicon (D8).</summary>
public sealed record RedTeamCase(string Text, Expectation Expected)
{
    /// <returns>The problem in a plain sentence; null when the lexicon does what is expected.</returns>
    public string? Problem(Lexicon lexicon) => Expected.Problem(Screening.Screen(new ScreenedText("", Text), lexicon));
}
