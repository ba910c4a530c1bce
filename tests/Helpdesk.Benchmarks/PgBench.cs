using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace Helpdesk.Benchmarks;

/// <summary>PostgreSQL's own load tool, doing for each transaction the inserts that the one ticket of the database took.</summary>
internal static partial class PgBench
{
    private const int Seconds = 8;

    /// <summary>Parents first.</summary>
    private static readonly string[] Tables =
        ["requester", "requester_address", "ticket", "clock", "message", "ticket_event", "classification", "outbox_mail", "idempotency", "job"];

    /// <summary>The rows of the only ticket as plain inserts; every id is drawn anew.</summary>
    public static async Task<string> Script(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        var script = new StringBuilder("begin;\n");
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in Tables)
        {
            var columns = await Rows(database, $"select column_name from information_schema.columns where table_schema = 'public' and table_name = '{table}' and is_generated = 'NEVER' order by ordinal_position");
            if (columns.Count == 0) continue;
            var names = columns.Select(c => $"\"{c[0]}\"").ToList();
            var where = table == "job" ? " where ticket_id is not null" : "";
            foreach (var row in await Rows(database, $"select {string.Join(", ", names.Select(n => $"{n}::text"))} from {table}{where}"))
            {
                var values = row.Select((v, i) => v is null ? "null" : Literal(columns[i][0]!, v, ids));
                script.Append(CultureInfo.InvariantCulture, $"insert into {table} ({string.Join(", ", names)}) values ({string.Join(", ", values)});\n");
            }
        }

        // One random number a transaction makes all its ids: each keeps its own last four digits.
        return "\\set r random(1, 281474976710655)\n" + script + "commit;\n";
    }

    /// <returns>Transactions a second.</returns>
    public static async Task<double> PerSecond(string connectionString, string script, int clients)
    {
        var program = Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending().Select(d => Path.Combine(d, "bin", "pgbench")).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException("pgbench is not installed; it comes with the PostgreSQL server.");
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, script);
        try
        {
            var to = new NpgsqlConnectionStringBuilder(connectionString);
            var start = new ProcessStartInfo(program,
                ["-h", to.Host!, "-p", to.Port.ToString(CultureInfo.InvariantCulture), "-U", to.Username!, "-n", "-M", "prepared", "-c", $"{clients}", "-j", "2", "-T", $"{Seconds}", "-f", file, to.Database!])
            {
                RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            var tps = Tps().Match(output);
            return tps.Success && process.ExitCode == 0
                ? double.Parse(tps.Groups[1].Value, CultureInfo.InvariantCulture)
                : throw new InvalidOperationException("pgbench failed: " + await errors);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Literal(string column, string value, Dictionary<string, string> ids)
    {
        if (Guid.TryParseExact(value, "D", out _))
        {
            if (!ids.TryGetValue(value, out var drawn)) ids[value] = drawn = $"('00000000-0000-7000-{ids.Count + 0x8000:x4}-' || lpad(to_hex(:r::bigint), 12, '0'))::uuid";
            return drawn;
        }

        var literal = Quoted(value);
        // What is unique must differ in each transaction; the length stays about the same.
        return column is "number" or "token" or "address" or "internet_id" or "key" ? $"left({literal}, 4) || to_hex(:r::bigint)" : literal;
    }

    /// <summary>pgbench takes a colon for a variable even inside quotes.</summary>
    private static string Quoted(string value) => "e'" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal).Replace(":", "\\x3a", StringComparison.Ordinal) + "'";

    private static async Task<List<string?[]>> Rows(NpgsqlDataSource database, string sql)
    {
        await using var select = database.CreateCommand(sql);
        await using var reader = await select.ExecuteReaderAsync();
        var rows = new List<string?[]>();
        while (await reader.ReadAsync()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetString(i))]);
        return rows;
    }

    [GeneratedRegex(@"tps = ([0-9.]+) \(without", RegexOptions.NonBacktracking, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tps();
}
