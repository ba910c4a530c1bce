using Helpdesk.Domain.Tickets;
using Npgsql;

namespace Helpdesk.Features.Tickets;

/// <summary>Reads what <see cref="BoardSql"/> asks, statement by statement.</summary>
internal sealed class BoardReader(NpgsqlDataReader row) : IAsyncDisposable
{
    public const int MostBreaches = 30;

    // Hours of a person: what a first reply takes where too little is known, and the least and most that is believed.
    private const double Usual = 20 / 60.0;
    private const double Least = 5 / 60.0;
    private const double Most = 1;
    private const int Enough = 5;

    /// <summary>What lies ahead: work in hours of a person.</summary>
    /// <param name="Answering">Who answered in the last four hours.</param>
    public sealed record Road(double Late, IReadOnlyList<(double Tickets, double Work)> Hours, int Answering);

    public async Task<IReadOnlyDictionary<string, ShowBoard.Counted>> Figures(CancellationToken cancel)
    {
        await row.ReadAsync(cancel);
        var now = BoardFigure.All.Select((f, i) => (f.Slug, Count: row.GetInt32(i))).ToDictionary(f => f.Slug, f => f.Count, StringComparer.Ordinal);
        await row.NextResultAsync(cancel);
        await row.ReadAsync(cancel);
        var before = BoardFigure.All.Where(f => f.Past).Select((f, i) => (f.Slug, Count: row.GetInt32(i))).ToDictionary(f => f.Slug, f => f.Count, StringComparer.Ordinal);
        await row.NextResultAsync(cancel);
        return now.ToDictionary(f => f.Key, f => new ShowBoard.Counted(f.Value, before.TryGetValue(f.Key, out var past) ? past : null), StringComparer.Ordinal);
    }

    public async Task<(IReadOnlyList<ShowBoard.TeamLoad> Teams, IReadOnlyList<ShowBoard.PersonLoad> People)> Loads(CancellationToken cancel)
    {
        var (teams, people) = (new List<ShowBoard.TeamLoad>(), new List<ShowBoard.PersonLoad>());
        while (await row.ReadAsync(cancel))
        {
            if (!row.IsDBNull(0)) teams.Add(new ShowBoard.TeamLoad(Slug<Team>(0), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6), row.GetInt32(7)));
            else people.Add(new ShowBoard.PersonLoad(row.GetGuid(1), row.GetString(2), row.GetInt32(4), row.GetInt32(3), row.GetInt32(6), row.GetInt32(7)));
        }

        await row.NextResultAsync(cancel);
        return ([.. teams.OrderBy(t => t.Team)], people);
    }

    public async Task<IReadOnlyList<ShowBoard.Breach>> Breaches(CancellationToken cancel)
    {
        var breaches = new List<ShowBoard.Breach>();
        while (await row.ReadAsync(cancel))
        {
            breaches.Add(new ShowBoard.Breach(
                row.GetString(0), Slug<Target>(1), Time(2), row.GetString(3), row.IsDBNull(4) ? null : Time(4), Slug<Team>(5), row.IsDBNull(6) ? null : row.GetString(6), Slug<TicketState>(7)));
        }

        await row.NextResultAsync(cancel);
        return breaches;
    }

    public async Task<Road> Ahead(CancellationToken cancel)
    {
        var due = await ByHour(cancel);
        due.AddRange(await ByHour(cancel));
        var handling = new Dictionary<Category, double>();
        while (await row.ReadAsync(cancel))
        {
            if (row.GetInt32(2) >= Enough) handling[Slug<Category>(0)] = Math.Clamp(row.GetDouble(1), Least, Most);
        }

        await row.NextResultAsync(cancel);
        await row.ReadAsync(cancel);
        var hours = new (double Tickets, double Work)[ShowBoard.Hours];
        var late = 0.0;
        foreach (var (hour, category, count) in due)
        {
            var work = count * handling.GetValueOrDefault(category, Usual);
            if (hour < 0) late += work;
            else if (hour < hours.Length) hours[hour] = (hours[hour].Tickets + count, hours[hour].Work + work);
        }

        return new Road(late, hours, row.GetInt32(0));
    }

    private async Task<List<(int Hour, Category Category, double Count)>> ByHour(CancellationToken cancel)
    {
        var hours = new List<(int, Category, double)>();
        while (await row.ReadAsync(cancel)) hours.Add((row.GetInt32(0), Slug<Category>(1), row.GetDouble(2)));
        await row.NextResultAsync(cancel);
        return hours;
    }

    private DateTimeOffset Time(int at) => new(row.GetDateTime(at), TimeSpan.Zero);

    private T Slug<T>(int at) where T : struct, Enum => Words.TryParse(row.GetString(at), out T value) ? value : default;

    public ValueTask DisposeAsync() => row.DisposeAsync();
}
