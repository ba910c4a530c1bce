using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Helpdesk.Domain.Safety;

/// <summary>
/// Masks personal data where many tickets are looked at at once: subjects and snippets in lists and notifications (D37). Each span becomes
/// a plain word in brackets, such as <c>[e-mail]</c>. The requester's display name stands beside and is shown.
/// </summary>
public static partial class PersonalData
{
    private static readonly SearchValues<string> Signs = SearchValues.Create(
        ["@", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".jp", ".pn", ".he", "school", "academy", "elementary", "kindergarten", "colegio", "école", "ecole", "escuela",
         "attends", "name", "naam", "called", "heet", "heißt", "appelle", "llama", "son", "daughter", "child", "kid", "boy", "girl", "little", "zoon", "dochter", "kind", "tochter", "sohn",
         "fils", "fille", "enfant", "hij", "niñ", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], StringComparison.OrdinalIgnoreCase);

    private static readonly ChildDataContext Anybody = new(AccountUnder13: true);

    public static string Mask(string text)
    {
        // Most lines of a list hold none of these; they are not looked at twice.
        if (!text.AsSpan().ContainsAny(Signs)) return text;
        var spans = Contact().Matches(text).Select(m => (Word: m.Groups["mail"].Success ? "[e-mail]" : Digits(m.Value) > 12 ? "[card number]" : "[phone]", m.Index, End: m.Index + m.Length))
            .Where(s => s.Word == "[e-mail]" || (Digits(text[s.Index..s.End]) is >= 9 and <= 19 && !IsDate(text.AsSpan(s.Index))))
            .Concat(ChildData.Spans(text, Anybody).Select(s => (Word(s.Kind), s.Start, s.End)))
            .OrderBy(s => s.Item2).ThenByDescending(s => s.Item3).ToList();
        if (spans.Count == 0) return text;
        var masked = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (word, start, end) in spans)
        {
            if (start < at) continue;
            masked.Append(text, at, start - at).Append(word);
            at = end;
        }

        return masked.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>2026-11-21 10 is no telephone.</summary>
    private static bool IsDate(ReadOnlySpan<char> text) => text.Length > 4 && (text[..2] is "19" or "20") && (text[4] is '-' or '/' or '.');

    private static int Digits(string text) => text.Count(char.IsAsciiDigit);

    private static string Word(ChildDatumKind kind) => kind switch
    {
        ChildDatumKind.Name => "[name]", ChildDatumKind.BirthDate => "[birth date]", ChildDatumKind.School => "[school]", ChildDatumKind.Address => "[address]",
        ChildDatumKind.Photo => "[photo]", _ => "[account name]",
    };

    [GeneratedRegex(@"(?<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?:\+|\b)\d[\d ()./-]{7,24}\d\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Contact();
}
