using Helpdesk.Domain.Access;
using Helpdesk.Features.Access;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Cli;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Helpdesk.Platform.Demo;

/// <summary>Makes a database into a demo: marks it, and fills it with people, accounts and tickets. Done once.</summary>
public static class DemoWorld
{
    /// <summary>How far back the oldest ticket lies, with a day for people and accounts to be there before it.</summary>
    private static readonly TimeSpan Length = TimeSpan.FromDays(61);

    /// <param name="end">The moment at which the story ends: now.</param>
    /// <exception cref="UserError">The database holds tickets that are no demo.</exception>
    public static async Task Make(Settings settings, string connectionString, DateTimeOffset end, CancellationToken cancel)
    {
        await using var database = DatabaseModule.Source(connectionString);
        var facts = await InstallationFacts.Read(database, cancel);
        if (facts.Demo) return;
        var begun = await DemoMark.Begun(database, cancel);
        if (begun) await DemoMark.Wipe(database, cancel);
        else await DemoMark.Begin(database, cancel);

        var clock = new WalkingClock(end - Length);
        // One commit an act, 2,000 of them: that each is on the disk at once matters to nobody here, the last one's being there does.
        var hurried = new NpgsqlConnectionStringBuilder(connectionString) { Options = "-c synchronous_commit=off" }.ConnectionString;
        await using (var app = Application.Build(settings, hurried, facts, serving: false, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            builder.Services.Replace(ServiceDescriptor.Singleton(new MailWay(new DemoMail.Nowhere())));
        }))
        {
            await using (var scope = app.Services.CreateAsyncScope())
            {
                scope.ServiceProvider.GetRequiredService<Caller>().Viewer = Viewer.System;
                if (!await scope.ServiceProvider.GetRequiredService<HelpdeskDb>().Users.AnyAsync(cancel)) await AddPeople(scope.ServiceProvider, cancel);
                await AddKey(scope.ServiceProvider, facts.AddressKey, cancel);
                await DemoAccounts.Add(scope.ServiceProvider, clock.Instant(), cancel);
            }

            await new DemoPlay(app.Services, clock, await Viewers(app.Services, cancel), end).Run(cancel);
        }

        await DemoMark.Finish(database, cancel);
    }

    /// <summary>A key of the API that <see cref="DemoPrint"/> can print again, as it follows from the installation's own.</summary>
    public static async Task AddKey(IServiceProvider scoped, byte[] addressKey, CancellationToken cancel)
    {
        await scoped.GetRequiredService<ApiKeys>().Add("demo", ApiKeys.DemoKey(addressKey), KeyScopes.Ordinary, cancel);
        await scoped.GetRequiredService<HelpdeskDb>().SaveChangesAsync(cancel);
    }

    /// <summary>The named people alone: tests stand on them.</summary>
    public static async Task AddPeople(IServiceProvider scoped, CancellationToken cancel)
    {
        var staff = scoped.GetRequiredService<Staff>();
        foreach (var person in DemoPeople.All)
        {
            await staff.Add(new NewPerson(person.Email, person.Name, person.Zone, person.Roles, person.Teams, person.Leads), DemoPerson.Password, cancel);
        }
    }

    /// <summary>Everybody who works here, as the sender of commands.</summary>
    public static async Task<IReadOnlyDictionary<string, Viewer>> Viewers(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<People>();
        var viewers = new Dictionary<string, Viewer>(StringComparer.Ordinal);
        foreach (var id in await scope.ServiceProvider.GetRequiredService<HelpdeskDb>().Users.Select(p => p.Id).ToListAsync(cancel))
        {
            if (await people.Find(id, cancel) is { } who) viewers[who.Name] = new Viewer(ActorKind.Person, id, who.Name, who.Permissions, who.Teams);
        }

        return viewers;
    }
}
