using Helpdesk.Platform.Cli;
using Helpdesk.Platform.Database;
using Npgsql;

namespace Helpdesk.Platform.Demo;

/// <summary>
/// The mark of a demo database. It says "making" until the world is whole: killed in between, the next start throws away what it
/// finds and makes it again.
/// </summary>
internal static class DemoMark
{
    private const string Name = "demo_world";

    public static async Task<bool> Begun(NpgsqlDataSource database, CancellationToken cancel)
    {
        await using var select = database.CreateCommand("select exists (select 1 from installation where name = $1)");
        select.Parameters.AddWithValue(Name);
        return await select.ExecuteScalarAsync(cancel) is true;
    }

    /// <exception cref="UserError">Somebody works here already.</exception>
    public static async Task Begin(NpgsqlDataSource database, CancellationToken cancel)
    {
        await using var select = database.CreateCommand("select exists (select 1 from ticket)");
        if (await select.ExecuteScalarAsync(cancel) is true) throw new UserError("This database holds tickets already and is no demo: nothing was added. Use an empty one.");
        await InstallationFacts.Set(database, Name, "making", cancel);
    }

    /// <summary>Everything that a half-made world has left; schema, policies and templates stay.</summary>
    public static async Task Wipe(NpgsqlDataSource database, CancellationToken cancel)
    {
        await using var wipe = database.CreateCommand("truncate ticket, requester, account, inbound_mail, idempotency, outbox_mail, person, api_key cascade");
        await wipe.ExecuteNonQueryAsync(cancel);
    }

    public static async Task Finish(NpgsqlDataSource database, CancellationToken cancel)
    {
        await InstallationFacts.Set(database, Name, "made", cancel);
        await InstallationFacts.Set(database, "demo", "true", cancel);
        await using var analyze = database.CreateCommand("analyze");
        await analyze.ExecuteNonQueryAsync(cancel);
    }
}
