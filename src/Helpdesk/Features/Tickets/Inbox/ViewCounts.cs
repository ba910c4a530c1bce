using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Database;
using Npgsql;

namespace Helpdesk.Features.Tickets;

/// <summary>The counts beside the views, in one statement: exact to 99, 100 stands for more, and only of what the viewer may see (D34).</summary>
public static class ViewCounts
{
    /// <summary>What on-call is asked for (D9b), beside the entry of the incident desk; counted for Safety and Legal alone.</summary>
    public const string Pages = "safety";

    /// <summary>What the viewer was told and has not read, of tickets they still meet.</summary>
    public const string Told = "notifications";

    private static IEnumerable<(string Key, string Sql)> Counted(Viewer viewer)
    {
        foreach (var view in InboxView.For(viewer)) yield return (view.Key, $"select 1 from ticket t where {Visibility.Sql} and {view.Where}");
        yield return (Told, $"select 1 from notification n join ticket t on t.id = n.ticket_id where n.person_id = @me and n.read_at is null and n.at <= @now and {Visibility.Sql}");
        if (viewer.SeesRestricted) yield return (Pages, "select 1 from on_call_page p where p.ended_at is null");
    }

    internal static NpgsqlBatchCommand Command(Viewer viewer, DateTimeOffset now)
    {
        var command = new NpgsqlBatchCommand();
        Parameters(command.Parameters, viewer, now);
        command.CommandText = "select " + string.Join(", ", Counted(viewer).Select(c => $"(select count(*) from ({c.Sql} limit 100) c)"));
        return command;
    }

    internal static async Task<IReadOnlyDictionary<string, int>> Read(NpgsqlDataReader reader, Viewer viewer, CancellationToken cancel)
    {
        await reader.ReadAsync(cancel);
        return Counted(viewer).Select((v, i) => (v.Key, Count: (int)reader.GetInt64(i))).ToDictionary(c => c.Key, c => c.Count, StringComparer.Ordinal);
    }

    internal static void Parameters(NpgsqlParameterCollection parameters, Viewer viewer, DateTimeOffset now)
    {
        Visibility.Parameters(parameters, viewer, now);
        parameters.AddWithValue("me", viewer.PersonId ?? Guid.Empty);
        parameters.AddWithValue("my_teams", viewer.Teams.Select(Words.Slug).ToArray());
        parameters.AddWithValue("soon", now.AddHours(24).UtcDateTime);
    }

    /// <summary>As it stands beside a view: "99+" for more than can be counted at a glance.</summary>
    public static string Shown(int count) => count > 99 ? "99+" : count.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
