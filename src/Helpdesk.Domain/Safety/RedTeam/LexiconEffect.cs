namespace Helpdesk.Domain.Safety;

/// <summary>What another lexicon does to a case: the problem before and after; null stands for "as expected".</summary>
public sealed record CaseChange(RedTeamCase Case, string? Before, string? After)
{
    public bool Fails => Before is null && After is not null;

    public bool Mends => Before is not null && After is null;
}

/// <summary>What a new version of the lexicon would do to the cases, looked at before it is saved (D8).</summary>
public sealed record LexiconEffect(IReadOnlyList<CaseChange> Kept, IReadOnlyList<CaseChange> Shipped)
{
    private static readonly Lazy<IReadOnlyList<RedTeamCase>> FromAssembly = new(() => [.. RedTeamLines.Shipped()]);

    /// <summary>The cases that ship with the product: whether they fire, whatever the kind.</summary>
    public static IReadOnlyList<RedTeamCase> ShippedCases => FromAssembly.Value;

    /// <summary>Kept cases that did what was expected and would no longer.</summary>
    public IReadOnlyList<CaseChange> Failing => [.. Kept.Where(c => c.Fails)];

    /// <returns>Only what changes; both lists are empty when nothing does.</returns>
    public static LexiconEffect Of(IEnumerable<RedTeamCase> kept, IEnumerable<RedTeamCase> shipped, Lexicon before, Lexicon after) =>
        new(Changes(kept, before, after), Changes(shipped, before, after));

    private static List<CaseChange> Changes(IEnumerable<RedTeamCase> cases, Lexicon before, Lexicon after) =>
        [.. cases.Select(c => new CaseChange(c, c.Problem(before), c.Problem(after))).Where(c => !string.Equals(c.Before, c.After, StringComparison.Ordinal))];
}
