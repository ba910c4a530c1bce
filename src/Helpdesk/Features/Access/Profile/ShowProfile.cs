using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Access;

/// <summary>One's own profile.</summary>
public static class ShowProfile
{
    [Requires(Permission.SignedIn)]
    public sealed record Query : IQuery<Profile>;

    /// <param name="RecoveryCodes">How many are left; 0 without two-factor.</param>
    public sealed record Profile(
        string Name, string Email, string Zone, string Locale, string Theme, bool Compact, bool TwoFactor, int RecoveryCodes,
        IReadOnlyList<Role> Roles, IReadOnlyList<Team> Teams);

    internal sealed class Handler(HelpdeskDb db, People people, Microsoft.AspNetCore.Identity.UserManager<Person> users, Caller caller) : IRequestHandler<Query, Profile>
    {
        public async Task<Profile> Handle(Query query, CancellationToken cancellationToken)
        {
            var id = caller.PersonId;
            var person = await db.Users.AsNoTracking().SingleAsync(p => p.Id == id, cancellationToken);
            var roles = await people.RolesOf(id, cancellationToken);
            var left = person.TwoFactorEnabled ? await users.CountRecoveryCodesAsync(person) : 0;
            return new Profile(person.Name, person.Email ?? "", person.Zone, person.Locale, person.Theme, person.Compact, person.TwoFactorEnabled, left, roles, caller.Viewer.Teams);
        }
    }
}
