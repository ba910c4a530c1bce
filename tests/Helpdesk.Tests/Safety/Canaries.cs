using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Helpdesk.Tests.Safety;

/// <summary>Words planted where only Safety may read, and how they are looked for: in any case, in base64 at any offset, percent-encoded.</summary>
internal sealed class Canaries
{
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);
    private SearchValues<string>? _plain;
    private SearchValues<string>? _coded;

    public IReadOnlyCollection<string> Words => _places.Keys;

    /// <summary>A word that nobody says, for a place.</summary>
    public string Plant(string place)
    {
        var word = "quor" + RandomNumberGenerator.GetString("bdfgklmnprtvz", 1) + RandomNumberGenerator.GetString("aeiou", 1) + RandomNumberGenerator.GetString("abdefgiklmnoprtuvz", 6);
        _places.Add(word, place);
        return word;
    }

    public string PlaceOf(string word) => _places[word];

    /// <summary>The places whose word stands in a text, but for one that was asked for by name and may be echoed.</summary>
    public IReadOnlyList<string> In(string text, string? echoed = null)
    {
        _plain ??= SearchValues.Create([.. Words], StringComparison.OrdinalIgnoreCase);
        _coded ??= SearchValues.Create([.. Words.SelectMany(Coded)], StringComparison.Ordinal);
        if (!text.AsSpan().ContainsAny(_plain) && !text.AsSpan().ContainsAny(_coded)) return [];
        return [.. Words.Where(w => w != echoed && (text.Contains(w, StringComparison.OrdinalIgnoreCase) || Coded(w).Any(c => text.Contains(c, StringComparison.Ordinal)))).Select(PlaceOf)];
    }

    private static IEnumerable<string> Coded(string word)
    {
        foreach (var form in new[] { word, char.ToUpperInvariant(word[0]) + word[1..] })
        {
            // The middle of the word in base64, whatever stands before and after it.
            for (var before = 0; before < 3; before++)
            {
                var whole = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(' ', before) + form + "   "));
                yield return whole[(before == 0 ? 0 : 4)..((before + word.Length) / 3 * 4)];
            }

            yield return string.Concat(form.Select(c => FormattableString.Invariant($"%{(int)c:X2}")));
        }
    }
}
