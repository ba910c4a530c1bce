using System.Text.Json;

namespace Helpdesk.Domain.Tickets;

/// <summary>What <see cref="IpNames"/> and the count over other tickets go by (D12).</summary>
/// <param name="Days">How far back tickets are counted.</param>
/// <param name="NotNames">Words that are capitalised and yet no character's or owner's name, in lower case.</param>
/// <param name="FirstWords">Ordinary words that begin sentences and titles, in lower case.</param>
public sealed record IpNamesPolicy(int Days, IReadOnlySet<string> NotNames, IReadOnlySet<string> FirstWords)
{
    private static readonly Lazy<IpNamesPolicy> FromAssembly = new(() =>
    {
        using var document = ShippedText.Json("ip-names.json");
        return Parse(document.RootElement);
    });

    public static IpNamesPolicy Shipped => FromAssembly.Value;

    /// <exception cref="KeyNotFoundException">A property is missing.</exception>
    public static IpNamesPolicy Parse(JsonElement root) => new(root.GetProperty("days").GetInt32(), WordsOf(root, "notNames"), WordsOf(root, "firstWords"));

    private static HashSet<string> WordsOf(JsonElement root, string name) =>
        root.GetProperty(name).EnumerateArray().Select(w => w.GetString() ?? "").ToHashSet(StringComparer.Ordinal);
}
