using Helpdesk.Platform;
using Helpdesk.Platform.Demo;
using Helpdesk.Tests.Support;
using Npgsql;
using Xunit;

namespace Helpdesk.Tests.Demo;

/// <summary>Two demo worlds that end at the same moment, made once for all tests of this collection.</summary>
public sealed class DemoDatabase : IAsyncLifetime
{
    /// <summary>A Wednesday noon in New York: business hours, so that every kind of clock runs.</summary>
    public static readonly DateTimeOffset End = new(2026, 11, 18, 17, 0, 0, TimeSpan.Zero);

    private string _first = "";
    private string _second = "";

    public async ValueTask InitializeAsync()
    {
        _first = await TestCluster.Clone();
        _second = await TestCluster.Clone();
        await DemoWorld.Make(Settings.Read(_ => null), _first, End, CancellationToken.None);
        await DemoWorld.Make(Settings.Read(_ => null), _second, End, CancellationToken.None);
    }

    public string ConnectionString => _first;

    public Task<List<object?[]>> Query(string sql) => Query(_first, sql);

    public Task<List<object?[]>> QuerySecond(string sql) => Query(_second, sql);

    public async Task<string[]> Words(string sql) => [.. (await Query(sql)).Select(r => string.Join('|', r))];

    public static async Task<List<object?[]>> Query(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await TestCluster.Drop(_first);
        await TestCluster.Drop(_second);
    }
}
