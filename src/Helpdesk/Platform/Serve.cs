using Helpdesk.Platform.Cli;
using Helpdesk.Platform.Database;

namespace Helpdesk.Platform;

/// <summary>Running the application, and the verbs about its database.</summary>
internal static class Serve
{
    public static async Task<int> Run(string[] args)
    {
        var settings = Settings.Read();
        var own = settings.Database is null;
        var folder = own ? await DataFolder.ChooseAsync(settings.Data) : null;
        var connection = await Connect(settings, folder);
        // Its own database follows the program; a given one changes its schema only by "migrate".
        if (own || args.Contains("--demo")) await Prepare(settings, connection, args.Contains("--demo"));
        await using var app = Application.Build(settings, connection, await Facts(connection), serving: true, builder =>
        {
            if (folder is null) return;
            builder.Services.AddHostedService(p => new EmbeddedPostgresWatch(folder.Path, p.GetRequiredService<ILogger<EmbeddedPostgresWatch>>()));
        });
        await app.RunAsync();
        return 0;
    }

    public static async Task<int> RunMigrate()
    {
        await using var app = await Tool();
        await Migrate.Run(app.Services, CancellationToken.None);
        await Console.Out.WriteLineAsync("The schema is up to date.");
        return 0;
    }

    public static async Task<int> RunCheckLog()
    {
        await using var app = await Tool();
        return await Features.Tickets.CheckLogVerb.Run(app.Services, Console.Out);
    }

    /// <summary>The data folder in use, for scripts.</summary>
    public static async Task<int> PrintData()
    {
        var folder = await DataFolder.ChooseAsync(Settings.Read().Data);
        if (folder.Notice is not null) await Console.Error.WriteLineAsync(folder.Notice);
        Directory.CreateDirectory(folder.Path);
        await Console.Out.WriteLineAsync(folder.Path);
        return 0;
    }

    /// <summary>For the container's health check, which has no curl.</summary>
    public static async Task<int> PrintHealth()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var address = Settings.Read().Urls.Split(';')[0].Replace("://+", "://127.0.0.1", StringComparison.Ordinal).Replace("://*", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal).TrimEnd('/');
        try
        {
            using var answer = await http.GetAsync(address + "/health/ready");
            await Console.Out.WriteLineAsync(await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (HttpRequestException)
        {
            throw new UserError($"Nothing answers at {address}.");
        }
    }

    public static async Task<int> RunBackup(string[] args)
    {
        var file = args.FirstOrDefault() ?? throw new UserError("Usage: script/helpdesk backup FILE");
        var settings = Settings.Read();
        await Backup.CreateAsync(await Connect(settings, settings.Database is null ? await DataFolder.ChooseAsync(settings.Data) : null), file);
        await Console.Out.WriteLineAsync($"Wrote {file}.");
        return 0;
    }

    public static async Task<int> RunRestore(string[] args)
    {
        var file = args.FirstOrDefault() ?? throw new UserError("Usage: script/helpdesk restore FILE");
        var settings = Settings.Read();
        await Backup.RestoreAsync(await Connect(settings, settings.Database is null ? await DataFolder.ChooseAsync(settings.Data) : null), file);
        await Console.Out.WriteLineAsync($"Restored {file}.");
        return 0;
    }

    /// <summary>The services for a verb that needs the database; nothing runs by itself.</summary>
    internal static async Task<WebApplication> Tool()
    {
        var settings = Settings.Read();
        var own = settings.Database is null;
        var connection = await Connect(settings, own ? await DataFolder.ChooseAsync(settings.Data) : null);
        if (own) await Prepare(settings, connection, demo: false);
        return Application.Build(settings, connection, await Facts(connection), serving: false);
    }

    private static async Task<string> Connect(Settings settings, DataFolder? folder)
    {
        if (folder is null) return settings.Database!.Value;
        if (folder.Notice is not null) await Console.Error.WriteLineAsync(folder.Notice);
        return await EmbeddedPostgres.StartAsync(folder.Path);
    }

    private static async Task Prepare(Settings settings, string connection, bool demo)
    {
        await using var app = Application.Build(settings, connection, new InstallationFacts(false, TimeSpan.Zero, []), serving: false);
        await Migrate.Run(app.Services, CancellationToken.None);
        if (demo) await Demo.DemoWorld.Make(settings, connection, TimeProvider.System.GetUtcNow(), CancellationToken.None);
    }

    private static async Task<InstallationFacts> Facts(string connection)
    {
        await using var database = DatabaseModule.Source(connection);
        try
        {
            return await InstallationFacts.Read(database, CancellationToken.None);
        }
        catch (Npgsql.PostgresException missing) when (missing.SqlState == Npgsql.PostgresErrorCodes.UndefinedTable)
        {
            // Not migrated yet: /health/ready says so, and "migrate" mends it.
            return new InstallationFacts(false, TimeSpan.Zero, []);
        }
    }
}
