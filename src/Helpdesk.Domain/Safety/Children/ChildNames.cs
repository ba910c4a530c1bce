using System.Text.RegularExpressions;

namespace Helpdesk.Domain.Safety;

/// <summary>
/// Names of children in a message: by what stands beside them ("my son Tom", "Tom, 8", "her name is Tom"), and from then on wherever
/// they stand. No list of names: a child may be called anything.
/// </summary>
internal static partial class ChildNames
{
    private const string Name = @"\p{Lu}[\p{L}'’-]+(?:[ ]\p{Lu}[\p{L}'’-]+){0,2}";

    /// <summary>Words with a capital that are no names.</summary>
    private static readonly HashSet<string> NoNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "I", "He", "She", "It", "We", "You", "They", "The", "This", "That", "These", "Those", "There", "Here", "And", "But", "So", "If", "When", "While", "Because", "Since",
        "After", "Before", "Yes", "No", "Not", "Hi", "Hello", "Hey", "Dear", "Thanks", "Thank", "Please", "Sorry", "Best", "Kind", "Regards", "Is", "Was", "Has", "Can", "Could",
        "Would", "Will", "Do", "Does", "Did", "My", "Our", "Your", "His", "Her", "Their", "A", "An", "In", "At", "On", "To", "For", "From", "With", "By", "As", "Of", "Who", "What",
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "Monday", "Tuesday", "Wednesday",
        "Thursday", "Friday", "Saturday", "Sunday", "Storytailor", "Alexa", "Amazon", "Google", "Apple", "Android", "Windows", "Premium", "Family", "Individual", "Professional",
        "Enterprise", "Free", "Starter", "Account", "Profile", "Settings", "Library", "Story", "Stories", "Page", "Chapter", "Step", "Version", "Level", "Part", "Option",
        "Track", "Book", "Season", "Episode", "Section", "Error", "Order", "Invoice", "Ticket", "Number", "Plan", "English", "Dutch", "German", "French", "Spanish", "Mum", "Mom", "Dad",
    };

    public static IEnumerable<(int Start, int End)> In(string message)
    {
        var said = new List<(int Start, int End)>();
        foreach (var pattern in new[] { AfterRelation(), BeforeRelation(), Called(), CalledSo() }) said.AddRange(pattern.Matches(message).Select(m => m.Groups["name"]).Select(g => (g.Index, g.Index + g.Length)));
        said.AddRange(WithAge().Matches(message).Where(m => m.Value[^1] == ')' || ChildCues.Ends(message, m.Index + m.Length)).Select(m => m.Groups["name"]).Select(g => (g.Index, g.Index + g.Length)));
        var names = said.Select(s => Trim(message, s)).Where(s => s.End > s.Start).Distinct().ToList();
        var words = names.Select(s => message[s.Start..s.End]).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return names.Concat(words.SelectMany(w => Occurrences(message, w))).Distinct();
    }

    /// <summary>"Noor is 8": a name and an age are a child, whatever else is said; null when nobody is said to be of an age.</summary>
    internal static string? SaidToBe(string message) => WithAge().Matches(message)
        .Where(m => m.Groups["is"].Success && ChildCues.Ends(message, m.Index + m.Length))
        .Select(m => (m, Name: Trim(message, (m.Index, m.Groups["name"].Index + m.Groups["name"].Length))))
        .Where(f => f.Name.End > f.Name.Start).Select(f => message[f.Name.Start..(f.m.Index + f.m.Length)]).FirstOrDefault();

    /// <summary>Whole words only: "Tom" does not stand in "tomorrow".</summary>
    internal static IEnumerable<(int Start, int End)> Occurrences(string message, string name)
    {
        if (name.Length < 2) yield break;
        for (var at = message.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = message.IndexOf(name, at + name.Length, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + name.Length;
            if ((at == 0 || !char.IsLetterOrDigit(message[at - 1])) && (end == message.Length || !char.IsLetterOrDigit(message[end]))) yield return (at, end);
        }
    }

    /// <summary>Cuts the words that are no names from both ends, and a possessive.</summary>
    private static (int Start, int End) Trim(string message, (int Start, int End) span)
    {
        var (start, end) = span;
        while (end > start)
        {
            var space = message.IndexOf(' ', start, end - start);
            if (!NoNames.Contains(Bare(message[start..(space < 0 ? end : space)]))) break;
            start = space < 0 ? end : space + 1;
        }

        while (end > start)
        {
            var space = message.LastIndexOf(' ', end - 1, end - start);
            var word = message[(space < 0 ? start : space + 1)..end];
            if (NoNames.Contains(Bare(word)))
            {
                end = space < 0 ? start : space;
                continue;
            }

            return (start, end - (word.Length - Bare(word).Length));
        }

        return (start, end);
    }

    private static string Bare(string word) =>
        word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("’s", StringComparison.Ordinal) ? word[..^2] : word.TrimEnd('\'', '’', '-');

    [GeneratedRegex($@"\b(?i:(?:{ChildCues.Owner})\s+{ChildCues.Trait}(?:{ChildCues.Child}))(?:,?[ ]|[ ]\(|:[ ])(?:(?i:named|called|whose name is|is named|is called|s name is)[ ])?(?<name>{Name})", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex AfterRelation();

    [GeneratedRegex($@"(?<name>{Name})(?:,[ ]|[ ](?i:is|was)[ ])(?i:(?:{ChildCues.Owner})\s+{ChildCues.Trait}(?:{ChildCues.Child}))\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex BeforeRelation();

    [GeneratedRegex($@"\b(?i:(?:his|her|their|whose|child['’]s|son['’]s|daughter['’]s|kid['’]s|boy['’]s|girl['’]s|first|full|last)[ ]names?(?:[ ](?:is|was|are)|:)|heet|heißt|s['’]appelle|se llama)[ ](?<name>{Name})", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Called();

    /// <summary>What follows "named" is a name, with a capital or without.</summary>
    [GeneratedRegex(@"\b(?i:son|daughter|child|kid|boy|girl|he|she|who)(?i:['’]s|[ ]is|[ ]was)?[ ](?i:named|called)[ ](?<name>[\p{L}][\p{L}'’-]+(?:[ ]\p{Lu}[\p{L}'’-]+){0,2})", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex CalledSo();

    [GeneratedRegex($@"(?<name>{Name})(?:[ ](?<is>(?i:is|was|turned|turns|has turned|just turned))[ ](?i:only |just |now |about |nearly |almost )?(?i:{ChildCues.Age})|['’]s[ ](?i:{ChildCues.Age})|,[ ](?i:aged? )?(?i:{ChildCues.Age})|[ ]?\((?i:aged? )?(?i:{ChildCues.Age})\))", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex WithAge();
}
