using Helpdesk.Domain.Access;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Demo;

namespace Helpdesk.Platform.Cli;

/// <summary>Verbs about people, keys and the demo world. The actor is <c>operator:&lt;os user&gt;</c>, an outsider to restricted tickets.</summary>
internal static class AccountVerbs
{
    public static async Task<int> Run(string verb, string[] args)
    {
        if (verb is not ("admin" or "api-key" or "demo"))
        {
            await Console.Error.WriteLineAsync($"Unknown verb \"{verb}\". See docs/operations.md.");
            return 64;
        }

        if (verb == "demo" && args.Contains("--print")) return await DemoPrint.Run();
        await using var app = await Serve.Tool();
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Viewer = Operator();
        return (verb, args.FirstOrDefault()) switch
        {
            ("demo", _) => await DemoVerb.Run(app, args),
            _ => throw new UserError("Usage: admin create --email E | api-key create --name N --scopes S | demo [--tickets N] [--print]"),
        };
    }

    /// <summary>May manage people and keys, as whoever holds the database could anyway; meets nothing restricted (D34).</summary>
    public static Viewer Operator() => new(ActorKind.Operator, null, "operator:" + Environment.UserName,
        new HashSet<Permission> { Permission.Public, Permission.ReadTickets, Permission.WorkTickets, Permission.ManagePeople, Permission.ManageKeys }, []);
}
