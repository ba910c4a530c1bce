using Helpdesk.Features.Access;
using Helpdesk.Platform.Cli;
using Helpdesk.Platform.Database;

namespace Helpdesk.Platform;

/// <summary>The verbs of the command line (docs/operations.md). Logs go to standard error, answers to standard output.</summary>
internal static class Verbs
{
    public static async Task<int> Run(string[] args)
    {
        var verb = args.FirstOrDefault() ?? "serve";
        var rest = args.Skip(1).ToArray();
        try
        {
            switch (verb)
            {
                case "serve":
                    await using (var app = await Application.Start(rest))
                    {
                        await app.RunAsync();
                    }

                    return 0;
                case "migrate":
                    await using (var app = await Application.Build(rest, forServing: false))
                    {
                        await Migrate.Run(app.Services, CancellationToken.None);
                        await Console.Out.WriteLineAsync("The schema is up to date.");
                    }

                    return 0;
                default:
                    await Console.Error.WriteLineAsync($"Unknown verb \"{verb}\". See docs/operations.md.");
                    return 64;
            }
        }
        catch (UserError problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return 1;
        }
    }
}
