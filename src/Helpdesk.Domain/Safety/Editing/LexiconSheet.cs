using System.Text.Json;
using System.Text.Json.Nodes;

namespace Helpdesk.Domain.Safety;

/// <summary>
/// Does: holds a version of the lexicon as it is written and edited (D8): rules and word classes, some of them switched off. Immutable:
/// every change gives a new sheet. What is off stays written, so that it can be switched on again, and is left out of what is in force.
/// Does not: judge patterns; <see cref="InForce"/> reads them with <see cref="Lexicon.Parse"/>, which names the place of what it refuses.
/// </summary>
public sealed class LexiconSheet
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Lazy<LexiconSheet> FromAssembly = new(() => Read(Lexicon.ReadShipped()));
    private readonly JsonObject _sheet;

    private LexiconSheet(JsonObject sheet) => _sheet = sheet;

    /// <exception cref="FormatException">The text is no lexicon.</exception>
    public static LexiconSheet Read(string json)
    {
        try
        {
            var sheet = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip }) as JsonObject
                ?? throw new FormatException("The lexicon is no JSON object.");
            return sheet["rules"] is JsonArray && sheet["classes"] is JsonObject ? new(sheet) : throw new FormatException("The lexicon holds no rules or no classes.");
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException)
        {
            throw new FormatException($"The lexicon is no valid JSON: {problem.Message}", problem);
        }
    }

    /// <summary>The version as findings and texts are marked with it, such as <c>2026-11-21.3+v4</c>.</summary>
    public string Version => (string?)_sheet["version"] ?? "";

    public IReadOnlyList<LexiconRuleText> Rules => [.. _sheet["rules"]!.AsArray().OfType<JsonObject>().Select(r => LexiconRuleText.Of(r, IsOff("rules", (string?)r["id"])))];

    public IReadOnlyList<LexiconClassText> Classes =>
        [.. _sheet["classes"]!.AsObject().Select(c => new LexiconClassText(c.Key, LexiconRuleText.Lines(c.Value), IsOff("classes", c.Key))).OrderBy(c => c.Name, StringComparer.Ordinal)];

    /// <summary>Adds the rule, or puts it in the place of the one of the same name.</summary>
    public LexiconSheet With(LexiconRuleText rule)
    {
        var sheet = Copy();
        var rules = sheet["rules"]!.AsArray();
        var at = rules.ToList().FindIndex(r => (string?)r!["id"] == rule.Id);
        if (at >= 0) rules[at] = rule.ToJson();
        else rules.Add((JsonNode)rule.ToJson());
        return Switched(sheet, "rules", rule.Id, rule.Off);
    }

    /// <inheritdoc cref="With(LexiconRuleText)"/>
    public LexiconSheet With(LexiconClassText words)
    {
        var sheet = Copy();
        sheet["classes"]![words.Name] = LexiconRuleText.Array(words.Lines);
        return Switched(sheet, "classes", words.Name, words.Off);
    }

    /// <summary>The same words under the mark of a stored version.</summary>
    public LexiconSheet Numbered(int version)
    {
        var sheet = Copy();
        sheet["version"] = $"{Version.Split('+')[0]}+v{version}";
        return new(sheet);
    }

    /// <summary>Whether both say the same, however their members are ordered: the table keeps no order of them.</summary>
    public bool SaysTheSame(LexiconSheet other) => JsonNode.DeepEquals(Plain(), other.Plain());

    /// <summary>What the screening works with: everything that is not off. The shipped words are read once in a process.</summary>
    /// <exception cref="FormatException">It cannot be read; the message names the rule or class.</exception>
    public Lexicon InForce()
    {
        if (Version == Lexicon.Shipped.Version && SaysTheSame(FromAssembly.Value)) return Lexicon.Shipped;
        var sheet = Copy();
        var rules = sheet["rules"]!.AsArray();
        for (var at = rules.Count - 1; at >= 0; at--)
        {
            if (IsOff("rules", (string?)rules[at]?["id"])) rules.RemoveAt(at);
        }

        foreach (var name in Classes.Where(c => c.Off).Select(c => c.Name)) sheet["classes"]!.AsObject().Remove(name);
        sheet.Remove("off");
        try
        {
            return Lexicon.Parse(sheet.ToJsonString(Written));
        }
        catch (Exception problem) when (problem is OverflowException or ArgumentException or IndexOutOfRangeException or InvalidOperationException)
        {
            throw new FormatException("A pattern cannot be read.", problem);
        }
    }

    public override string ToString() => _sheet.ToJsonString(Written);

    private bool IsOff(string part, string? name) => _sheet["off"]?[part] is JsonArray off && off.Any(o => (string?)o == name);

    private static LexiconSheet Switched(JsonObject sheet, string part, string name, bool off)
    {
        if (sheet["off"] is not JsonObject all) sheet["off"] = all = [];
        var names = LexiconRuleText.Lines(all[part]).Where(n => n != name);
        all[part] = LexiconRuleText.Array(off ? names.Append(name) : names);
        return new(sheet);
    }

    private JsonObject Plain()
    {
        var sheet = Copy();
        var off = new JsonObject();
        foreach (var part in new[] { "rules", "classes" }) off[part] = LexiconRuleText.Array(LexiconRuleText.Lines(sheet["off"]?[part]).Order(StringComparer.Ordinal));
        sheet["off"] = off;
        return sheet;
    }

    private JsonObject Copy() => _sheet.DeepClone().AsObject();
}
