using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Access;

/// <summary>Somebody who is to work here.</summary>
public sealed record NewPerson(string Email, string Name, string Zone, IReadOnlyList<Role> Roles, IReadOnlyList<Team> Teams, bool Leads);

/// <summary>Makes people, with their roles and teams.</summary>
public sealed class Staff(HelpdeskDb db, UserManager<Person> people, RoleManager<IdentityRole<Guid>> roles, TimeProvider time)
{
    /// <param name="password">Null for somebody who chooses it by invitation.</param>
    /// <exception cref="Refused">Says what is wrong, such as an address that is taken.</exception>
    public async Task<Person> Add(NewPerson given, string? password, CancellationToken cancel)
    {
        var person = new Person
        {
            Id = Guid.CreateVersion7(), UserName = given.Email, Email = given.Email, Name = given.Name, Zone = given.Zone, CreatedAt = time.Instant(),
            EmailConfirmed = password is not null, LockoutEnabled = true,
        };
        Check(password is null ? await people.CreateAsync(person) : await people.CreateAsync(person, password));
        foreach (var role in given.Roles) await Give(person, role);
        db.AddRange(given.Teams.Select(team => new TeamMember { PersonId = person.Id, Team = team, Lead = given.Leads }));
        await db.SaveChangesAsync(cancel);
        return person;
    }

    public async Task Give(Person person, Role role)
    {
        var name = Words.Slug(role);
        if (!await roles.RoleExistsAsync(name)) Check(await roles.CreateAsync(new IdentityRole<Guid>(name) { Id = Guid.CreateVersion7() }));
        if (!await people.IsInRoleAsync(person, name)) Check(await people.AddToRoleAsync(person, name));
    }

    /// <summary>§1: a change of role ends the open sessions within a minute; so does one of teams, which stand in the cookie too.</summary>
    public async Task SetRoles(Person person, IReadOnlyList<Role> now, IReadOnlyList<Role> wanted)
    {
        foreach (var role in wanted.Except(now)) await Give(person, role);
        foreach (var role in now.Except(wanted)) Check(await people.RemoveFromRoleAsync(person, Words.Slug(role)));
        Check(await people.UpdateSecurityStampAsync(person));
    }

    /// <param name="leads">Those of the teams that this person leads.</param>
    public async Task SetTeams(Person person, IReadOnlyList<Team> wanted, IReadOnlyList<Team> leads, CancellationToken cancel)
    {
        var members = await db.Set<TeamMember>().Where(m => m.PersonId == person.Id).ToListAsync(cancel);
        db.RemoveRange(members.Where(m => !wanted.Contains(m.Team)));
        foreach (var member in members) member.Lead = leads.Contains(member.Team);
        db.AddRange(wanted.Except(members.Select(m => m.Team)).Select(team => new TeamMember { PersonId = person.Id, Team = team, Lead = leads.Contains(team) }));
        Check(await people.UpdateSecurityStampAsync(person));
    }

    public async Task SetActive(Person person, bool active)
    {
        person.Active = active;
        Check(await people.UpdateSecurityStampAsync(person));
    }

    internal static void Check(IdentityResult result)
    {
        if (!result.Succeeded) throw new Refused([.. result.Errors.Select(e => e.Description)]);
    }
}
