using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;

namespace Helpdesk.Benchmarks;

/// <summary>Our intents and the sandbox's refunds, side by side.</summary>
internal sealed class RefundLedgers(NpgsqlDataSource database, HttpClient sandbox)
{
    public async Task<long> Count(string where)
    {
        await using var select = database.CreateCommand($"select count(*) from refund_intent where {where}");
        return (long)(await select.ExecuteScalarAsync())!;
    }

    /// <summary>Those that were unknown at some time (D43).</summary>
    public async Task<long> Unknown()
    {
        await using var select = database.CreateCommand("select count(*) from ticket_event where type = 'refund_unknown'");
        return (long)(await select.ExecuteScalarAsync())!;
    }

    /// <summary>Waits until the webhook has brought the result of the intent with this key; the answer has not come yet.</summary>
    public async Task<bool> Recorded(string key)
    {
        for (var i = 0; i < 250; i++)
        {
            await using var select = database.CreateCommand("select count(*) from refund_intent where key = $1 and state = 'succeeded'");
            select.Parameters.AddWithValue(key);
            if ((long)(await select.ExecuteScalarAsync())! == 1) return true;
            await Task.Delay(20);
        }

        return false;
    }

    /// <summary>The leases of the dead run out now instead of in twenty seconds: the bench moves time, not the application.</summary>
    public async Task EndLeases()
    {
        await using var update = database.CreateCommand("update refund_intent set next_attempt = now() where next_attempt is not null");
        await update.ExecuteNonQueryAsync();
        await using var events = database.CreateCommand("update stripe_event set next_attempt = now() where state = 'waiting'");
        await events.ExecuteNonQueryAsync();
    }

    /// <summary>What does not agree: an intent without its one refund of the right amount, or a refund without its intent.</summary>
    public async Task<(List<string> Differences, long Ours, long Theirs)> Compare()
    {
        var theirs = (await sandbox.GetFromJsonAsync<JsonElement>("/stripe/ledger.json")).EnumerateArray()
            .Select(r => (Id: r.GetProperty("id").GetString()!, Amount: r.GetProperty("amount").GetInt64(), Intent: r.GetProperty("metadata").GetProperty("helpdesk_refund").GetString()!))
            .ToLookup(r => r.Intent, StringComparer.Ordinal);
        var (differences, sum, seen) = (new List<string>(), 0L, 0);
        await using var select = database.CreateCommand("select replace(id::text, '-', ''), amount, state, refund_id from refund_intent");
        await using var reader = await select.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var (id, amount, state) = (reader.GetString(0), reader.GetInt64(1), reader.GetString(2));
            var made = theirs[id].ToList();
            seen += made.Count;
            if (state == "succeeded") sum += amount;
            if (state != "succeeded" || made.Count != 1 || made[0].Amount != amount || made[0].Id != reader.GetString(3)) differences.Add($"{id}: {state}, {made.Count} refunds");
        }

        if (seen != theirs.Sum(t => t.Count())) differences.Add("Stripe holds refunds of no intent");
        return (differences, sum, theirs.Sum(t => t.Sum(r => r.Amount)));
    }
}
