using System.Reflection;
using System.Text.Json;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Domain.Safety;

/// <summary>One rule of the lexicon: when one of its patterns is said, this is the finding (D9a, D10, D35a).</summary>
/// <param name="Label">What was seen, in plain words: harmful text arrives folded behind it (D35).</param>
/// <param name="Household">The danger may be at home whatever the text names; else the words around decide (D35a).</param>
public sealed record LexiconRule(
    string Id, string Label, SafetyKind Kind, Severity Severity, string Language, bool Household, bool ReportTrigger)
{
    /// <summary>The same for the same patterns: a rule changed by Safety is another rule.</summary>
    internal ulong Patterns { get; init; }
}

/// <summary>
/// Does: holds the words, word classes and rules that the screening looks for, read from versioned data that Safety people
/// edit. Immutable once read; one instance serves all threads.
/// Does not: look at texts (see <see cref="Screening"/>), nor accept data it does not understand: an unknown class, a
/// malformed pattern or a doubled id refuses the whole lexicon with the place named.
/// </summary>
public sealed class Lexicon
{
    private readonly HashSet<LexiconRule> _known;

    private static readonly Lazy<Lexicon> FromAssembly = new(() => Parse(ReadShipped()));

    private Lexicon(string version, IReadOnlyList<LexiconRule> rules, PatternTable patterns, WordReader reader, int household, WordMeanings meanings)
    {
        (Version, Rules, Patterns, Reader, HouseholdClass, Meanings) = (version, rules, patterns, reader, household, meanings);
        _known = [.. rules];
    }

    /// <summary>The lexicon that ships with the product, <c>Shipped/lexicon.json</c>.</summary>
    public static Lexicon Shipped => FromAssembly.Value;

    public string Version { get; }

    public IReadOnlyList<LexiconRule> Rules { get; }

    internal PatternTable Patterns { get; }

    internal WordReader Reader { get; }

    /// <summary>The word class <c>@household</c>: people who may live with the child (D35a).</summary>
    internal int HouseholdClass { get; }

    /// <summary>What the words of the lexicon mean to the learned part of the screening.</summary>
    internal WordMeanings Meanings { get; }

    /// <summary>Whether the very same rule is in this lexicon.</summary>
    internal bool Holds(LexiconRule rule) => _known.Contains(rule);

    /// <exception cref="FormatException">The data is no lexicon; the message names the rule or class.</exception>
    public static Lexicon Parse(string json)
    {
        LexiconData data;
        try
        {
            data = JsonSerializer.Deserialize<LexiconData>(json, LexiconData.Reading) ?? throw new FormatException("The lexicon is empty.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The lexicon is no valid JSON: {e.Message}", e);
        }

        var classes = new WordClasses(data.Classes);
        var patterns = new PatternTable(classes, data.Common);
        var rules = new List<LexiconRule>(data.Rules.Count);
        foreach (var rule in data.Rules)
        {
            if (rules.Exists(r => string.Equals(r.Id, rule.Id, StringComparison.Ordinal)))
                throw new FormatException($"Two rules are called '{rule.Id}'.");
            try
            {
                patterns.Add(rules.Count, rule);
            }
            catch (FormatException e)
            {
                throw new FormatException($"Rule '{rule.Id}': {e.Message}", e);
            }

            rules.Add(new(rule.Id, rule.Label, Slug<SafetyKind>(rule.Kind), Slug<Severity>(rule.Severity), rule.Language, rule.Household, rule.Report)
            {
                Patterns = StableHash.Of(JsonSerializer.Serialize(rule)),
            });
        }

        foreach (var (spelling, word) in data.Spellings)
            classes.Vocabulary.AddSpelling(spelling, word);
        var household = classes.Class("@household");
        var meanings = new WordMeanings(classes, data.Classes.Keys);
        patterns.Seal();
        var ordinary = data.Ordinary.SelectMany(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);
        ordinary.UnionWith(OrdinaryWords.Shipped);
        return new(data.Version, rules, patterns, new(classes.Vocabulary, new(classes.Vocabulary, ordinary), ordinary), household, meanings);
    }

    /// <summary>The words of several fields as the lexicon knows them, and the fields without their disguise.</summary>
    internal (List<WordRead> Words, UnmaskedText[] Fields) Read(IReadOnlyList<string> fields)
    {
        var unmasked = new UnmaskedText[fields.Count];
        var words = new List<WordRead>((fields.Sum(f => f.Length) / 5) + 16);
        var sentence = 0;
        for (var field = 0; field < fields.Count; field++)
            Reader.Read(unmasked[field] = Unmask.Read(fields[field]), field, words, ref sentence);
        return (words, unmasked);
    }

    private static T Slug<T>(string slug) where T : struct, Enum =>
        Words.TryParse<T>(slug, out var value) ? value : throw new FormatException($"'{slug}' is no {typeof(T).Name}.");

    internal static string ReadShipped()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Shipped/lexicon.json")
            ?? throw new InvalidOperationException("Shipped/lexicon.json is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
