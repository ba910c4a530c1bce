using System.Security.Claims;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Helpdesk.Features.Access;

/// <summary>What the cookie carries of a person, so that a page asks the database for nothing but its content.</summary>
internal static class PersonClaims
{
    public const string Team = "team";
    public const string Lead = "lead";
    public const string Zone = "zone";
    public const string Locale = "locale";
    public const string Theme = "theme";
    public const string Density = "density";
    public const string DisplayName = "display";

    public static Viewer? ToViewer(this ClaimsPrincipal principal, RoleMatrix matrix)
    {
        if (!Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id)) return null;
        var roles = principal.FindAll(ClaimTypes.Role).Select(c => Words.TryParse(c.Value, out Role role) ? role : (Role?)null).OfType<Role>();
        var teams = principal.FindAll(Team).Select(c => Words.TryParse(c.Value, out Team team) ? team : (Team?)null).OfType<Team>();
        return new Viewer(ActorKind.Person, id, principal.FindFirstValue(DisplayName) ?? "", matrix.Of(roles), [.. teams]);
    }
}

internal sealed class PersonClaimsFactory(
    UserManager<Person> people, RoleManager<IdentityRole<Guid>> roles, IOptions<IdentityOptions> options, HelpdeskDb db)
    : UserClaimsPrincipalFactory<Person, IdentityRole<Guid>>(people, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Person user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        var teams = await db.Set<TeamMember>().AsNoTracking().Where(m => m.PersonId == user.Id).OrderBy(m => m.Team).ToListAsync();
        identity.AddClaims(teams.Select(t => new Claim(PersonClaims.Team, Words.Slug(t.Team))));
        identity.AddClaims(teams.Where(t => t.Lead).Select(t => new Claim(PersonClaims.Lead, Words.Slug(t.Team))));
        identity.AddClaim(new Claim(PersonClaims.DisplayName, user.Name));
        identity.AddClaim(new Claim(PersonClaims.Zone, user.Zone));
        identity.AddClaim(new Claim(PersonClaims.Locale, user.Locale));
        identity.AddClaim(new Claim(PersonClaims.Theme, user.Theme));
        identity.AddClaim(new Claim(PersonClaims.Density, user.Compact ? "compact" : "normal"));
        return identity;
    }
}

/// <summary>Puts the signed-in person into the caller of the request, and their zone, language and looks into its pages.</summary>
internal sealed class SignedInCaller(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, Caller caller, Policies policies, ViewerClock clock)
    {
        if (http.User.Identity?.IsAuthenticated == true)
        {
            caller.Viewer = http.User.ToViewer(policies.Known.Roles) ?? Viewer.Nobody;
            Preferences.Of(http.User).Fill(clock);
        }

        await next(http);
    }
}
