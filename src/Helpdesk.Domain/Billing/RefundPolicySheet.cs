using System.Globalization;
using System.Text.Json.Nodes;

namespace Helpdesk.Domain.Billing;

/// <summary>The refund policy as Finance edits it: the window of the annual plan and the limit of each currency (D41.4, D42).</summary>
/// <param name="FullWithinDays">So many times 24 hours after payment an annual plan is refunded in full.</param>
/// <param name="Limits">By upper-case code, minor units; null: a second person always.</param>
public sealed record RefundPolicySheet(int Version, int FullWithinDays, IReadOnlyDictionary<string, long?> Limits)
{
    /// <summary>By upper-case code, minor units: above it only an Executive approves. A currency that is not here has no such sum.</summary>
    public IReadOnlyDictionary<string, long> ExecutiveAbove { get; init; } = new Dictionary<string, long>();

    private const int LongestWindow = 366;
    private const int HoursADay = 24;

    /// <exception cref="FormatException">The text is no refund policy.</exception>
    public static RefundPolicySheet Read(string json)
    {
        var policy = RefundPolicy.Parse(json);
        var root = JsonNode.Parse(json)!;
        var days = (int?)root["fullWithinHours"]?["year"] / HoursADay ?? 0;
        return new RefundPolicySheet(policy.Version, days, root["currencies"]!.AsObject().OrderBy(c => c.Key, StringComparer.Ordinal).ToDictionary(c => c.Key, c => (long?)c.Value!["limit"], StringComparer.Ordinal))
        {
            ExecutiveAbove = root["currencies"]!.AsObject().Where(c => c.Value!["executiveAbove"] is not null).ToDictionary(c => c.Key, c => (long)c.Value!["executiveAbove"]!, StringComparer.Ordinal),
        };
    }

    /// <summary>Every problem in a plain sentence; empty when it can be saved.</summary>
    public IReadOnlyList<string> Problems()
    {
        var found = new List<string>();
        if (FullWithinDays is < 0 or > LongestWindow) found.Add($"The window is a whole number of days from 0 to {LongestWindow}.");
        foreach (var (code, limit) in Limits)
        {
            if (code.Length != 3 || !code.All(char.IsAsciiLetterUpper)) found.Add($"\"{code}\" is no currency: three letters, such as CHF.");
            if (limit is < 0) found.Add($"The limit of {code} is below zero.");
        }

        foreach (var (code, sum) in ExecutiveAbove)
        {
            if (sum < 0 || sum < Limits.GetValueOrDefault(code)) found.Add($"For {code} the sum from which an Executive approves lies below what one person issues alone.");
        }

        return found;
    }

    public bool SaysTheSame(RefundPolicySheet other) => FullWithinDays == other.FullWithinDays && Limits.Count == other.Limits.Count && Limits.All(l => other.Limits.TryGetValue(l.Key, out var limit) && limit == l.Value)
        && ExecutiveAbove.Count == other.ExecutiveAbove.Count && ExecutiveAbove.All(e => other.ExecutiveAbove.TryGetValue(e.Key, out var sum) && sum == e.Value);

    /// <summary>The stored text with these figures; what Stripe prescribes (decimals, steps) stays as it was.</summary>
    /// <param name="json">Of the version before.</param>
    public string On(string json)
    {
        var root = JsonNode.Parse(json)!.AsObject();
        root["version"] = Version;
        root["fullWithinHours"] = FullWithinDays == 0 ? new JsonObject() : new JsonObject { ["year"] = FullWithinDays * HoursADay };
        var currencies = root["currencies"]!.AsObject();
        foreach (var (code, limit) in Limits)
        {
            var row = (currencies[code] ??= new JsonObject()).AsObject();
            if (limit is null) row.Remove("limit");
            else row["limit"] = limit;
            if (ExecutiveAbove.TryGetValue(code, out var sum)) row["executiveAbove"] = sum;
            else row.Remove("executiveAbove");
        }

        return root.ToJsonString();
    }

    /// <summary>What changed, for the list of versions: <c>USD 200.00 → 250.00</c>.</summary>
    public IReadOnlyList<string> Against(RefundPolicySheet before, RefundPolicy policy)
    {
        var changes = new List<string>();
        if (before.FullWithinDays != FullWithinDays) changes.Add(string.Create(CultureInfo.InvariantCulture, $"annual in full within {before.FullWithinDays} → {FullWithinDays} days"));
        foreach (var (code, limit) in Limits)
        {
            before.Limits.TryGetValue(code, out var was);
            if (was != limit || !before.Limits.ContainsKey(code)) changes.Add($"{code} {Shown(was)} → {Shown(limit)}");
            var (had, has) = (before.ExecutiveAbove.TryGetValue(code, out var old) ? old : (long?)null, ExecutiveAbove.TryGetValue(code, out var sum) ? sum : (long?)null);
            if (had != has) changes.Add($"{code} an Executive above {(had is { } h ? policy.CurrencyOf(code).Format(h) : "no sum")} → {(has is { } n ? policy.CurrencyOf(code).Format(n) : "no sum")}");
            string Shown(long? amount) => amount is { } known ? policy.CurrencyOf(code).Format(known) : "always a second person";
        }

        return changes;
    }
}
