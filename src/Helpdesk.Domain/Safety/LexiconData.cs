using System.Text.Json;
using System.Text.Json.Serialization;

namespace Helpdesk.Domain.Safety;

/// <summary>The shape of <c>lexicon.json</c>.</summary>
/// <param name="Common">Words of everyday language: a pattern is never looked up by one of these if it has another.</param>
/// <param name="Ordinary">Words that stand one slip away from a word of the vocabulary and mean themselves.</param>
/// <param name="Spellings">Short forms and misspellings too short to be guessed, and the word that each is read as too.</param>
/// <param name="Classes">Named word classes: lines of words, phrases and <c>@other</c> classes, with commas between.</param>
internal sealed record LexiconData(
    string Version,
    IReadOnlyList<string> Common,
    IReadOnlyList<string> Ordinary,
    IReadOnlyDictionary<string, string> Spellings,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Classes,
    IReadOnlyList<RuleData> Rules)
{
    public static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };
}

/// <summary>One rule as written.</summary>
/// <param name="Say">Patterns, any of which fires the rule. See <see cref="PatternTable"/> for how they are written.</param>
/// <param name="With">Each must be said within 20 words of the match.</param>
/// <param name="Without">None may be said within 7 words of the match in the same sentence.</param>
/// <param name="Unless">None may be said within 20 words of the match, over the ends of sentences: what only a tale holds.</param>
/// <param name="AtMost">The whole text has at most so many words: a bare call for help.</param>
internal sealed record RuleData(
    string Id, string Label, string Kind, string Severity, string Language, IReadOnlyList<string> Say,
    IReadOnlyList<string>? With = null, IReadOnlyList<string>? Without = null, IReadOnlyList<string>? Unless = null,
    bool Household = false, bool Report = false, int AtMost = int.MaxValue);
