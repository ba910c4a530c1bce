using System.Globalization;

namespace Helpdesk.Domain.Tickets;

/// <summary>
/// The typed query of lists, saved views and the API (UX 1): <c>status:open plan:enterprise due&lt;4h "voice"</c>. Conditions are
/// joined by and; several values of one key by or. What cannot be read is told, never guessed.
/// </summary>
public sealed record TicketFilter
{
    public IReadOnlyList<TicketState> States { get; init; } = [];
    public IReadOnlyList<Team> Teams { get; init; } = [];
    public IReadOnlyList<Category> Categories { get; init; } = [];
    public IReadOnlyList<string> Subcategories { get; init; } = [];
    public IReadOnlyList<Plan> Plans { get; init; } = [];
    public IReadOnlyList<Priority> Priorities { get; init; } = [];
    public IReadOnlyList<Channel> Channels { get; init; } = [];

    /// <summary>A name's part, an address, <c>me</c> or <c>nobody</c>.</summary>
    public string? Assignee { get; init; }

    /// <summary>A part of the requester's name or the whole address.</summary>
    public string? Requester { get; init; }

    /// <summary>Due within this time from now, overdue included.</summary>
    public TimeSpan? DueWithin { get; init; }
    public bool Unresolved { get; init; }

    /// <summary>Figures of the board whose tickets are meant (D57), such as <c>is:late</c>.</summary>
    public IReadOnlyList<string> Figures { get; init; } = [];

    /// <summary>Words to be found, all of them, in subject or messages; a number finds its ticket.</summary>
    public IReadOnlyList<string> Text { get; init; } = [];

    /// <summary>Plain sentences about what was not understood.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    public static TicketFilter Parse(string? query)
    {
        var filter = new TicketFilter();
        foreach (var term in Terms(query ?? "")) filter = filter.With(term);
        return filter;
    }

    /// <summary>Blank-separated, a quoted run kept together. A query of a kilobyte is long enough.</summary>
    public static IReadOnlyList<string> Terms(string query)
    {
        var terms = new List<string>();
        var at = 0;
        var text = query.Length > 1_000 ? query[..1_000] : query;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at])) { at++; continue; }
            var start = at;
            for (var quoted = false; at < text.Length && (quoted || !char.IsWhiteSpace(text[at])); at++) quoted ^= text[at] == '"';
            terms.Add(text[start..at]);
        }

        return terms;
    }

    private TicketFilter With(string term)
    {
        if (term.StartsWith("due<", StringComparison.OrdinalIgnoreCase)) return Due(term, term[4..]);
        var colon = term.IndexOf(':', StringComparison.Ordinal);
        if (term[0] == '"' || colon <= 0) return this with { Text = [.. Text, term.Trim('"')] };
        var value = term[(colon + 1)..].Trim('"');
        return With(term[..colon], value);
    }

    /// <summary>With one more condition; a key or value that is not known becomes a problem.</summary>
    public TicketFilter With(string key, string value)
    {
        var term = $"{key}:{value}";
        return key.ToLowerInvariant() switch
        {
            "status" or "state" => Words.TryParse(value, out TicketState state) ? this with { States = [.. States, state] } : Unknown(term),
            "is" when value == "unresolved" => this with { Unresolved = true },
            "is" when FigureNames.All.Contains(value) => this with { Figures = [.. Figures, value] },
            "team" => Words.TryParse(value, out Team team) ? this with { Teams = [.. Teams, team] } : Unknown(term),
            "category" when Taxonomy.TryParse(value, out Category category) => this with { Categories = [.. Categories, category] },
            "category" => Taxonomy.TryParse(value, out Subcategory? sub) ? this with { Subcategories = [.. Subcategories, sub.Slug] } : Unknown(term),
            "plan" => Tickets.Plans.TryParse(value, out var plan) ? this with { Plans = [.. Plans, plan] } : Unknown(term),
            "priority" => Words.TryParse(value, out Priority priority) ? this with { Priorities = [.. Priorities, priority] } : Unknown(term),
            "channel" => Words.TryParse(value, out Channel channel) ? this with { Channels = [.. Channels, channel] } : Unknown(term),
            "assignee" when value.Length > 0 => this with { Assignee = value },
            "from" or "requester" when value.Length > 0 => this with { Requester = value },
            _ => Unknown(term),
        };
    }

    private TicketFilter Due(string term, string amount)
    {
        if (amount.Length < 2 || !double.TryParse(amount[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 10_000) return Unknown(term);
        return amount[^1] switch
        {
            'm' => this with { DueWithin = TimeSpan.FromMinutes(number) },
            'h' => this with { DueWithin = TimeSpan.FromHours(number) },
            'd' => this with { DueWithin = TimeSpan.FromDays(number) },
            _ => Unknown(term),
        };
    }

    private TicketFilter Unknown(string term) => this with { Problems = [.. Problems, $"“{term}” is not understood and was left out."] };
}
