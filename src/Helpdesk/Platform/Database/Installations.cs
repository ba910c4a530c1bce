using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Helpdesk.Platform.Database;

/// <summary>What this database is: for demonstration or not, its demo clock, and the key of its reply addresses.</summary>
public sealed record InstallationFacts(bool Demo, TimeSpan DemoClock, byte[] AddressKey)
{
    public static async Task<InstallationFacts> Read(NpgsqlDataSource database, CancellationToken cancel)
    {
        await using var select = database.CreateCommand("select name, value from installation");
        await using var reader = await select.ExecuteReaderAsync(cancel);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancel)) values[reader.GetString(0)] = reader.GetString(1);
        return new InstallationFacts(
            values.GetValueOrDefault("demo") == "true",
            values.TryGetValue("demo_clock", out var ticks) ? new TimeSpan(long.Parse(ticks, System.Globalization.CultureInfo.InvariantCulture)) : TimeSpan.Zero,
            values.TryGetValue("address_key", out var key) ? Convert.FromHexString(key) : []);
    }

    /// <summary>The key is made once; every node then reads the same.</summary>
    internal static Task Seed(HelpdeskDb db, CancellationToken cancel)
    {
        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        return db.Database.ExecuteSqlAsync($"insert into installation (name, value) values ('address_key', {key}) on conflict do nothing", cancel);
    }

    public static async Task Set(NpgsqlDataSource database, string name, string value, CancellationToken cancel)
    {
        await using var set = database.CreateCommand("insert into installation (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value");
        set.Parameters.AddWithValue(name);
        set.Parameters.AddWithValue(value);
        await set.ExecuteNonQueryAsync(cancel);
    }
}
