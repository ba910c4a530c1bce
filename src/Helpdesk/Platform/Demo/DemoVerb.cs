using System.Globalization;
using Helpdesk.Platform.Cli;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Npgsql;

namespace Helpdesk.Platform.Demo;

/// <summary>The verb <c>demo [--tickets N]</c>: the demo world in a database of its own, and as many more tickets as wanted.</summary>
internal static class DemoVerb
{
    private const int MostTickets = 5_000_000;

    public static async Task<int> Run(WebApplication app, string[] args)
    {
        var settings = app.Services.GetRequiredService<Settings>();
        var database = app.Services.GetRequiredService<NpgsqlDataSource>();
        var time = app.Services.GetRequiredService<TimeProvider>();
        var more = Number(args);
        if (!(await InstallationFacts.Read(database, CancellationToken.None)).Demo)
        {
            if (settings.Database is not null && !args.Contains("--demo"))
            {
                throw new UserError("HELPDESK_DATABASE is no demo, and made-up people and tickets do not belong among real ones. If it is to become a demo, say so: demo --demo");
            }

            var began = time.GetTimestamp();
            await DemoWorld.Make(settings, settings.Database?.Value ?? database.ConnectionString, time.GetUtcNow(), CancellationToken.None);
            await Console.Out.WriteLineAsync($"The demo world is made ({time.GetElapsedTime(began).TotalSeconds:0} s).");
        }
        else if (more == 0)
        {
            await Console.Out.WriteLineAsync("The demo world is here already: nothing was added. More tickets: demo --tickets N");
        }

        if (more > 0) await Add(app.Services, more, time);
        return 0;
    }

    private static async Task Add(IServiceProvider services, int count, TimeProvider time)
    {
        var began = time.GetTimestamp();
        await DemoMultitude.Add(services, count, time.Instant(), Tell, CancellationToken.None);
        await Console.Out.WriteLineAsync($"{count:N0} tickets added in {time.GetElapsedTime(began).TotalSeconds:0} s.");
    }

    private static void Tell(int written)
    {
        if (written % 50_000 == 0) Console.Error.WriteLine($"{written:N0} tickets ...");
    }

    private static int Number(string[] args)
    {
        if (Verbs.Value(args, "--tickets") is not { } text)
        {
            return args.Contains("--tickets") ? throw new UserError("Say how many: demo --tickets N") : 0;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= MostTickets
            ? count
            : throw new UserError($"--tickets takes a whole number from 1 to {MostTickets:N0}.");
    }
}
