using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Access;

/// <summary>A person as other modules need them.</summary>
public sealed record Colleague(Guid Id, string Name, IReadOnlySet<Permission> Permissions, IReadOnlyList<Team> Teams);

/// <summary>Somebody to write to.</summary>
public sealed record Contact(Guid Id, string Name, string Email);

/// <summary>The door to people, their roles and teams.</summary>
public sealed class People(HelpdeskDb db, Policies policies)
{
    public async Task<string> NameOf(Guid id, CancellationToken cancel) =>
        await db.Users.Where(p => p.Id == id).Select(p => p.Name).SingleOrDefaultAsync(cancel) ?? "Somebody";

    public async Task<IReadOnlyList<Role>> RolesOf(Guid id, CancellationToken cancel)
    {
        var names = await db.UserRoles.Where(r => r.UserId == id).Join(db.Roles, r => r.RoleId, r => r.Id, (_, r) => r.Name!).ToListAsync(cancel);
        return [.. Parsed(names)];
    }

    public async Task<Colleague?> Find(Guid id, CancellationToken cancel)
    {
        var found = await db.Users.Where(p => p.Id == id && p.Active).Select(p => new
        {
            p.Name,
            Roles = db.UserRoles.Where(r => r.UserId == id).Join(db.Roles, r => r.RoleId, r => r.Id, (_, r) => r.Name!).ToList(),
            Teams = db.Set<TeamMember>().Where(m => m.PersonId == id).Select(m => m.Team).ToList(),
        }).SingleOrDefaultAsync(cancel);
        if (found is null) return null;
        return new Colleague(id, found.Name, policies.Known.Roles.Of(Parsed(found.Roles)), found.Teams);
    }

    /// <summary>Everybody who holds a role and works here still, by name.</summary>
    public async Task<IReadOnlyList<Contact>> Holding(Role role, CancellationToken cancel)
    {
        var name = Words.Slug(role);
        var holders = db.UserRoles.Join(db.Roles.Where(r => r.Name == name), r => r.RoleId, r => r.Id, (r, _) => r.UserId);
        return await Contacts(db.Users.Where(p => holders.Contains(p.Id)), cancel);
    }

    /// <summary>Who leads a team and works here still, by name.</summary>
    public Task<IReadOnlyList<Contact>> Leading(Team team, CancellationToken cancel)
    {
        var leads = db.Set<TeamMember>().Where(m => m.Team == team && m.Lead).Select(m => m.PersonId);
        return Contacts(db.Users.Where(p => leads.Contains(p.Id)), cancel);
    }

    private static async Task<IReadOnlyList<Contact>> Contacts(IQueryable<Person> people, CancellationToken cancel) =>
        await people.Where(p => p.Active).OrderBy(p => p.Name).Select(p => new Contact(p.Id, p.Name, p.Email!)).ToListAsync(cancel);

    /// <summary>Who works in a team and may sign in, by name.</summary>
    public async Task<IReadOnlyList<Colleague>> Of(Team team, CancellationToken cancel)
    {
        var found = await db.Users.Where(p => p.Active && db.Set<TeamMember>().Any(m => m.PersonId == p.Id && m.Team == team)).OrderBy(p => p.Name).Select(p => new
        {
            p.Id,
            p.Name,
            Roles = db.UserRoles.Where(r => r.UserId == p.Id).Join(db.Roles, r => r.RoleId, r => r.Id, (_, r) => r.Name!).ToList(),
            Teams = db.Set<TeamMember>().Where(m => m.PersonId == p.Id).Select(m => m.Team).ToList(),
        }).ToListAsync(cancel);
        return [.. found.Select(p => new Colleague(p.Id, p.Name, policies.Known.Roles.Of(Parsed(p.Roles)), p.Teams))];
    }

    /// <summary>Where mail reaches somebody who works here.</summary>
    public Task<string> AddressOf(Guid id, CancellationToken cancel) => db.Users.Where(p => p.Id == id).Select(p => p.Email!).SingleAsync(cancel);

    /// <summary>IANA id.</summary>
    public Task<string> ZoneOf(Guid id, CancellationToken cancel) => db.Users.Where(p => p.Id == id).Select(p => p.Zone).SingleAsync(cancel);

    internal static IEnumerable<Role> Parsed(IEnumerable<string> names) =>
        names.Select(n => Words.TryParse(n, out Role role) ? role : (Role?)null).OfType<Role>().Order();
}
