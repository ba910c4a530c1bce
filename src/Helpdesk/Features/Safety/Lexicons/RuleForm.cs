using System.Globalization;
using Helpdesk.Domain.Safety;

namespace Helpdesk.Features.Safety;

/// <summary>The form of a rule: what was typed stays as it was typed, whatever comes of it.</summary>
public sealed class RuleForm : LexiconForm
{
    public string? Label { get; set; }
    public string? Kind { get; set; }
    public string? Severity { get; set; }
    public string? Language { get; set; } = "en";
    public string? Say { get; set; }
    public string? With { get; set; }
    public string? Without { get; set; }
    public string? Unless { get; set; }
    public bool Household { get; set; }
    public bool Report { get; set; }
    
    /// <summary>As typed: what is no number is refused, not dropped.</summary>
    public string? AtMost { get; set; }

    public static RuleForm Of(LexiconRuleText rule, int version) => new()
    {
        Was = rule.Id, Name = rule.Id, Label = rule.Label, Kind = rule.Kind, Severity = rule.Severity, Language = rule.Language, Say = Text(rule.Say), With = Text(rule.With),
        Without = Text(rule.Without), Unless = Text(rule.Unless), Household = rule.Household, Report = rule.Report, AtMost = rule.AtMost?.ToString(CultureInfo.InvariantCulture), Off = rule.Off, BasedOn = version,
    };

    public override LexiconChange Change => new(new LexiconRuleText(
        Named, Label ?? "", Kind ?? "", Severity ?? "", Language ?? "", Lines(Say), Lines(With), Lines(Without), Lines(Unless), Household, Report, Number(AtMost), Off), null, IsNew);

    private static int? Number(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}

/// <summary>The form of a word class.</summary>
public sealed class WordClassForm : LexiconForm
{
    public string? Words { get; set; }

    public static WordClassForm Of(LexiconClassText words, int version) => new() { Was = words.Name, Name = words.Name, Words = Text(words.Lines), Off = words.Off, BasedOn = version };

    public override LexiconChange Change => new(null, new LexiconClassText(Named, Lines(Words), Off), IsNew);
}

/// <summary>What both forms say.</summary>
public abstract class LexiconForm
{
    /// <summary>The name of what is changed; null when it is new. A name stays what it is.</summary>
    public string? Was { get; set; }
    public string? Name { get; set; }
    public bool Off { get; set; }
    public int BasedOn { get; set; }
    public string? Reason { get; set; }
    public string? Accepting { get; set; }

    public bool IsNew => string.IsNullOrEmpty(Was);

    public abstract LexiconChange Change { get; }

    protected string Named => (IsNew ? Name : Was)?.Trim() ?? "";

    protected static string Text(IEnumerable<string> lines) => string.Join('\n', lines);

    protected static IReadOnlyList<string> Lines(string? text) =>
        (text ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
