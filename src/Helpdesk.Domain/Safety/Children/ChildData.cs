using System.Text;

namespace Helpdesk.Domain.Safety;

/// <summary>
/// Does: finds what a message tells of a child (D37): name, birth date, school, address, photo or account name, within one message with
/// an age under 13 or "my son/daughter/child", or on an account marked under 13. Pure, linear in the message.
/// Does not: know who may read it (see <see cref="Guardianship"/>), nor look into pictures and files.
/// </summary>
public static class ChildData
{
    private const int Rounds = 8;

    /// <returns>In the order of the message, none over another; empty when it tells nothing.</returns>
    public static IReadOnlyList<ChildDatum> Find(string message, ChildDataContext context)
    {
        var cue = ChildCues.In(message);
        if (cue is null && !context.AccountUnder13) return [];
        var because = context.AccountUnder13 ? "the account is marked as under 13" : $"“{cue}” stands in the same message";
        return [.. Spans(message, context).Select(s => new ChildDatum(s.Kind, s.Start, s.End, message[s.Start..s.End], $"It reads as {Said(s.Kind)}, and {because}."))];
    }

    /// <summary>The message with every span taken out or put in general words, so that it can be sent.</summary>
    public static string Redact(string message, ChildDataContext context)
    {
        var because = context with { AccountUnder13 = context.AccountUnder13 || ChildCues.In(message) is not null };
        for (var round = 0; round < Rounds; round++)
        {
            var spans = because.AccountUnder13 ? Spans(message, because) : [];
            if (spans.Count == 0) return message;
            message = Without(message, spans, round);
        }

        return message;
    }

    /// <summary>Whatever reads as a child's, asked for by who knows already that a child is meant.</summary>
    internal static IReadOnlyList<(ChildDatumKind Kind, int Start, int End)> Spans(string message, ChildDataContext context)
    {
        var all = ChildFacts.In(message)
            .Concat((context.AccountNames ?? []).SelectMany(n => ChildNames.Occurrences(message, n)).Select(s => (ChildDatumKind.AccountName, s.Start, s.End)))
            .Concat(ChildNames.In(message).Select(s => (ChildDatumKind.Name, s.Start, s.End)))
            .Where(s => !Spares(context, message[s.Start..s.End]));
        var kept = new List<(ChildDatumKind Kind, int Start, int End)>();
        foreach (var span in all.OrderBy(s => s.Start).ThenByDescending(s => s.End))
        {
            if (kept.Count == 0 || span.Start >= kept[^1].End) kept.Add(span);
        }

        return kept;
    }

    public static string Said(ChildDatumKind kind) => kind switch
    {
        ChildDatumKind.Name => "a child’s name", ChildDatumKind.BirthDate => "a child’s birth date", ChildDatumKind.School => "a child’s school",
        ChildDatumKind.Address => "an address", ChildDatumKind.Photo => "a photo", _ => "an account name",
    };

    private static bool Spares(ChildDataContext context, string words) => (context.Spared ?? []).Any(s => s.Length > 1
        && (string.Equals(s, words, StringComparison.OrdinalIgnoreCase) || s.Split(' ').Any(part => part.Length > 1 && string.Equals(part, words, StringComparison.OrdinalIgnoreCase))));

    private static string Without(string message, IReadOnlyList<(ChildDatumKind Kind, int Start, int End)> spans, int round)
    {
        var text = new StringBuilder(message.Length);
        var at = 0;
        foreach (var (kind, start, end) in spans)
        {
            text.Append(message, at, start - at);
            at = end;
            // "your son Tom is" → "your son is"; elsewhere a general word stands in, and when even that reads as data, nothing does.
            if (kind == ChildDatumKind.Name && EndsWithRelation(text)) text.Length -= 1;
            else if (round < 2) text.Append(General(kind, Begins(text)));
        }

        return text.Append(message, at, message.Length - at).ToString();
    }

    private static bool EndsWithRelation(StringBuilder text)
    {
        var tail = text.ToString(Math.Max(0, text.Length - 60), Math.Min(60, text.Length));
        return tail.EndsWith(' ') && ChildCues.Child.Split('|').Any(c => tail.EndsWith(" " + c + " ", StringComparison.OrdinalIgnoreCase));
    }

    private static bool Begins(StringBuilder text)
    {
        var at = text.Length - 1;
        while (at >= 0 && text[at] == ' ') at--;
        return at < 0 || text[at] is '.' or '!' or '?' or '\n';
    }

    private static string General(ChildDatumKind kind, bool begins)
    {
        var words = kind switch
        {
            ChildDatumKind.Name => "your child", ChildDatumKind.BirthDate => "the date that we have", ChildDatumKind.School => "the school",
            ChildDatumKind.Address => "the address that we have", ChildDatumKind.Photo => "the picture", _ => "the account",
        };
        return begins ? char.ToUpperInvariant(words[0]) + words[1..] : words;
    }
}
