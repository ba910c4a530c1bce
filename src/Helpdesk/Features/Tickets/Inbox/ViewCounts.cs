using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Database;
using Npgsql;

namespace Helpdesk.Features.Tickets;

/// <summary>The counts beside the views, in one statement: exact to 99, 100 stands for more, and only of what the viewer may see (D34).</summary>
public static class ViewCounts
{
    internal static NpgsqlBatchCommand Command(Viewer viewer, DateTimeOffset now)
    {
        var command = new NpgsqlBatchCommand();
        Parameters(command.Parameters, viewer, now);
        command.CommandText = "select " + string.Join(", ", InboxView.For(viewer).Select(v =>
            $"(select count(*) from (select 1 from ticket t where {Visibility.Sql} and {v.Where} limit 100) c)"));
        return command;
    }

    internal static async Task<IReadOnlyDictionary<string, int>> Read(NpgsqlDataReader reader, Viewer viewer, CancellationToken cancel)
    {
        await reader.ReadAsync(cancel);
        return InboxView.For(viewer).Select((v, i) => (v.Key, Count: (int)reader.GetInt64(i))).ToDictionary(c => c.Key, c => c.Count, StringComparer.Ordinal);
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
