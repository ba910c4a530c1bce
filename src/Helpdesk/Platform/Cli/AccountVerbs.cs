using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Features.Administration;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Demo;
using Npgsql;

namespace Helpdesk.Platform.Cli;

/// <summary>Verbs about people, keys and the demo world. The actor is <c>operator:&lt;os user&gt;</c>, an outsider to restricted tickets.</summary>
internal static class AccountVerbs
{
    private const string Usage = "Usage: admin create --email E [--force] | api-key create --name N --scopes S | demo [--tickets N] [--print]";

    public static async Task<int> Run(string verb, string[] args)
    {
        if (verb is not ("admin" or "api-key" or "demo"))
        {
            await Console.Error.WriteLineAsync($"Unknown verb \"{verb}\". See docs/operations.md.");
            return 64;
        }

        await using var app = await Serve.Tool();
        if (verb == "demo" && args.Contains("--print")) return await DemoPrint.Run(app.Services.GetRequiredService<InstallationFacts>());
        if (verb == "demo") return await DemoVerb.Run(app, args);
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Viewer = Operator();
        var dispatch = scope.ServiceProvider.GetRequiredService<Dispatch>();
        try
        {
            await Console.Out.WriteLineAsync((verb, args.FirstOrDefault()) switch
            {
                ("admin", "create") => await CreateAdmin(dispatch, args),
                ("api-key", "create") => await CreateApiKey(dispatch, args),
                _ => throw new UserError(Usage),
            });
            return 0;
        }
        catch (ValidationException invalid)
        {
            throw new UserError(string.Join(Environment.NewLine, invalid.Errors.Select(e => e.ErrorMessage).Distinct(StringComparer.Ordinal)));
        }
        catch (Refused refused)
        {
            throw new UserError(refused.Message);
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            throw new UserError("The database has no tables yet. Run script/helpdesk migrate first.");
        }
    }

    private static async Task<string> CreateAdmin(Dispatch dispatch, string[] args)
    {
        var link = await dispatch.Send(new CreateAdministrator.Command(Verbs.Value(args, "--email") ?? throw new UserError(Usage), args.Contains("--force")));
        await Console.Error.WriteLineAsync("Open this once, within 24 hours, and choose a password:");
        return link;
    }

    private static async Task<string> CreateApiKey(Dispatch dispatch, string[] args)
    {
        var name = Verbs.Value(args, "--name") ?? throw new UserError(Usage);
        var scopes = (Verbs.Value(args, "--scopes") ?? throw new UserError(Usage)).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var key = await dispatch.Send(new CreateKey.Command(name, scopes));
        await Console.Error.WriteLineAsync("Keep it now; it is stored hashed and not shown again:");
        return key;
    }

    /// <summary>May manage people and keys, as whoever holds the database could anyway; meets nothing restricted (D34).</summary>
    public static Viewer Operator() => new(ActorKind.Operator, null, "operator:" + Environment.UserName,
        new HashSet<Permission> { Permission.Public, Permission.ReadTickets, Permission.WorkTickets, Permission.ManagePeople, Permission.ManageKeys }, []);
}
