using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Access;

/// <summary>A person as who manages people sees them.</summary>
/// <param name="Invited">Has not chosen a password yet.</param>
public sealed record PersonCard(
    Guid Id, string Name, string Email, bool Active, bool Invited, bool TwoFactor, IReadOnlyList<Role> Roles, IReadOnlyList<Membership> Teams);

public sealed record Membership(Team Team, bool Lead);

/// <summary>Everybody who works or worked here: three statements, however many they are.</summary>
public sealed class StaffDirectory(HelpdeskDb db)
{
    public Task<IReadOnlyList<PersonCard>> All(CancellationToken cancel) => Read(db.Users, cancel);

    /// <exception cref="NotFound">There is no such person.</exception>
    public async Task<PersonCard> Find(Guid id, CancellationToken cancel) =>
        (await Read(db.Users.Where(p => p.Id == id), cancel)).SingleOrDefault() ?? throw new NotFound();

    public async Task<IReadOnlyDictionary<Guid, string>> NamesOf(IReadOnlyCollection<Guid> ids, CancellationToken cancel) =>
        await db.Users.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);

    /// <summary>Whether somebody else, who can sign in, is an Administrator.</summary>
    public async Task<bool> HasOtherAdministrator(Guid? than, CancellationToken cancel)
    {
        var admin = Words.Slug(Role.Admin);
        return await db.UserRoles.Join(db.Roles.Where(r => r.Name == admin), r => r.RoleId, r => r.Id, (r, _) => r.UserId)
            .Join(db.Users.Where(p => p.Active && p.PasswordHash != null && p.Id != than), id => id, p => p.Id, (id, _) => id).AnyAsync(cancel);
    }

    private async Task<IReadOnlyList<PersonCard>> Read(IQueryable<Person> people, CancellationToken cancel)
    {
        var found = await people.AsNoTracking().OrderBy(p => !p.Active).ThenBy(p => p.Name)
            .Select(p => new { p.Id, p.Name, p.Email, p.Active, Invited = p.PasswordHash == null, p.TwoFactorEnabled }).ToListAsync(cancel);
        var ids = people.Select(p => p.Id);
        var roles = (await db.UserRoles.Where(r => ids.Contains(r.UserId)).Join(db.Roles, r => r.RoleId, r => r.Id, (r, role) => new { r.UserId, Name = role.Name! }).ToListAsync(cancel))
            .ToLookup(r => r.UserId, r => r.Name);
        var teams = (await db.Set<TeamMember>().AsNoTracking().Where(m => ids.Contains(m.PersonId)).ToListAsync(cancel))
            .ToLookup(m => m.PersonId, m => new Membership(m.Team, m.Lead));
        return [.. found.Select(p => new PersonCard(p.Id, p.Name, p.Email ?? "", p.Active, p.Invited, p.TwoFactorEnabled,
            [.. People.Parsed(roles[p.Id])], [.. teams[p.Id].OrderBy(t => t.Team)]))];
    }
}
