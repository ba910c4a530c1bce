using System.Text.RegularExpressions;

namespace Helpdesk.Domain.Safety;

/// <summary>What makes a message one about a child (D37): an age under 13, or "my son/daughter/child", whoever says "my".</summary>
internal static partial class ChildCues
{
    public const string Owner = "my|our|your|his|her|their|mijn|onze|jouw|je|uw|mein|meine|meinen|meiner|unser|unsere|ihr|ihre|dein|deine|mon|ma|mes|notre|nos|votre|vos|mi|mis|nuestro|nuestra|su|sus|tu";

    /// <summary>What may stand between: "my youngest son", "our 8-year-old daughter".</summary>
    public const string Trait = @"(?:(?:own|little|young|younger|youngest|old|older|oldest|eldest|middle|only|dear|sweet|lovely|foster|adopted|autistic|twin|first|second|third|jongste|oudste|jüngste|jüngster|älteste|ältester|kleine|kleiner|petit|petite|pequeño|pequeña|[\p{L}\d]{1,8}[ -]years?[ -]old|[\p{L}\d]{1,8}[ -]jarige?)\s+)?";

    public const string Child = "son|sons|daughter|daughters|child|children|kid|kids|stepson|stepdaughter|grandson|granddaughter|little one|little boy|little girl|boy|girl|zoon|zoontje|dochter|dochtertje|kind|kinderen|sohn|tochter|kinder|fils|fille|enfant|enfants|hijo|hija|hijos|niño|niña";

    /// <summary>0 to 12, in digits or words.</summary>
    public const string Age = "(?:1[0-2]|[0-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)";

    /// <summary>The words that make it so, as they stand; null for a message that is about no child.</summary>
    public static string? In(string message)
    {
        foreach (var cue in new[] { Relation(), YearsOld(), Said(), Under() })
        {
            if (cue.Match(message) is { Success: true } found) return found.Groups[1].Value.Trim();
        }

        return IsAge().Matches(message).FirstOrDefault(m => Ends(message, m.Index + m.Length))?.Groups[1].Value.Trim() ?? ChildNames.SaidToBe(message);
    }

    /// <summary>"She is 8" says an age, "she is 8 % done" and "it is 8 GB" do not.</summary>
    internal static bool Ends(string message, int at)
    {
        var rest = message.AsSpan(at).TrimStart(' ');
        if (rest.IsEmpty || rest[0] is '\n' or '\r' or '!' or '?' or ')' or ';' or '–' or '—') return true;
        if (rest[0] is '.' or ',') return rest.Length == 1 || !char.IsAsciiDigit(rest[1]);
        foreach (var word in new[] { "and", "but", "now", "so", "who", "or", "year", "today", "next", "this", "-" })
        {
            if (rest.StartsWith(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    [GeneratedRegex($@"\b((?:{Owner})\s+{Trait}(?:{Child}))\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Relation();

    [GeneratedRegex($@"(?:^|[^\p{{L}}\d.,])({Age}\s*(?:[- ]\s*)?(?:years?|yrs?|yr|months?)(?:\s*[- ]\s*|\s+)(?:old|of\s+age)|{Age}\s?(?:yo|y/o|y\.o\.)|{Age}\s*-?\s*jarige?|{Age}\s+jaar\s+oud|{Age}\s+jahre?\s+alt|(?:a|âgée?\s+de)\s+{Age}\s+ans|(?:tiene|de)\s+{Age}\s+años)\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex YearsOld();

    [GeneratedRegex($@"\b((?:aged|age\s+is|age:|age\s+of|turned|turns|turning|ages)\s+{Age})\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Said();

    [GeneratedRegex(@"\b(under\s+(?:the\s+age\s+of\s+)?(?:13|thirteen))\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Under();

    [GeneratedRegex($@"\b((?:he|she|they|who|hij|zij|ze|il|elle)\s*(?:'s|’s|'re|’re|\s+is|\s+are|\s+was|\s+est)\s+(?:only\s+|just\s+|now\s+|about\s+|nearly\s+|almost\s+)?{Age})\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IsAge();
}
