using System.Text.RegularExpressions;

namespace Helpdesk.Domain.Tickets;

/// <summary>
/// Which names of characters or owners a customer's text may speak of (D12): what stands in double quotes, and runs of capitalised
/// words that do not merely begin a sentence. It only proposes words to be looked for in other tickets about intellectual property: what
/// it takes by mistake is not found there. Lines that are nothing but a name (greetings, signatures) are left out.
/// </summary>
public static partial class IpNames
{
    /// <summary>As many as are looked for; a text that shouts has no more to say.</summary>
    private const int Most = 12;
    private const int Shortest = 4;
    private const int Longest = 60;
    private const int LongestText = 20_000;

    /// <param name="notThese">Names that are no character's, such as the requester's own.</param>
    /// <returns>In lower case, each once, at most twelve.</returns>
    public static IReadOnlyList<string> In(string subject, string body, IpNamesPolicy policy, params IEnumerable<string> notThese)
    {
        var own = notThese.SelectMany(Parts).ToHashSet(StringComparer.Ordinal);
        var found = new List<string>();
        foreach (var line in body[..Math.Min(body.Length, LongestText)].Split('\n').Where(SaysMore).Prepend(subject))
        {
            foreach (var name in Quoted().EnumerateMatches(line)) Add(line.Substring(name.Index + 1, name.Length - 2));
            foreach (var run in Capitalised().EnumerateMatches(line)) Add(Trimmed(line, run.Index, run.Length));
        }

        return [.. found.Distinct(StringComparer.Ordinal).Take(Most)];

        void Add(string words)
        {
            var name = string.Join(' ', Parts(words));
            if (name.Length is < Shortest or > Longest || name.Split(' ').All(w => own.Contains(w) || policy.NotNames.Contains(w) || policy.FirstWords.Contains(w))) return;
            found.Add(name);
        }

        string Trimmed(string line, int at, int length)
        {
            var run = line.Substring(at, length);
            var first = run.Split(' ')[0];
            var begins = line.AsSpan(0, at).TrimEnd() is [] or [.., '.' or '!' or '?' or ':' or '-' or '*' or '>'];
            // A lone word in front of a sentence is capitalised by grammar; of several, an ordinary one is.
            if (begins && first.Length == run.Length) return "";
            return policy.FirstWords.Contains(first.ToLowerInvariant()) || (begins && policy.NotNames.Contains(first.ToLowerInvariant())) ? run[Math.Min(first.Length + 1, run.Length)..] : run;
        }
    }

    /// <summary>More than the words of a name.</summary>
    private static bool SaysMore(string line) => line.AsSpan().Trim().Count(' ') >= 4;

    private static IEnumerable<string> Parts(string name) =>
        name.ToLowerInvariant().Split([' ', '\t', ',', '.', '!', '?', ';', ':'], StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex("[\"“„«][^\"”“»\\r\\n]{4,60}[\"”“»]", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b\p{Lu}[\p{L}\p{N}'’-]+(?: (?:(?:of|the|and|de|van|von) )?\p{Lu}[\p{L}\p{N}'’-]+){0,3}", RegexOptions.NonBacktracking)]
    private static partial Regex Capitalised();
}
