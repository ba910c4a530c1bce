using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Npgsql;

namespace Helpdesk.Platform.Demo;

/// <summary>Makes a database into a demo: marks it, and fills it with people, accounts and tickets. Done once.</summary>
public static class DemoWorld
{
    public static async Task Make(IServiceProvider services, CancellationToken cancel)
    {
        var database = services.GetRequiredService<NpgsqlDataSource>();
        if ((await InstallationFacts.Read(database, cancel)).Demo) return;
        await using (var scope = services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<Caller>().Viewer = Domain.Access.Viewer.System;
            await AddPeople(scope.ServiceProvider, cancel);
            await AddKey(scope.ServiceProvider, (await InstallationFacts.Read(database, cancel)).AddressKey, cancel);
        }

        await InstallationFacts.Set(database, "demo", "true", cancel);
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
}
