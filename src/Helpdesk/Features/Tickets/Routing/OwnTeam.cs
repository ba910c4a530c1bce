using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;

namespace Helpdesk.Features.Tickets;

/// <summary>§1: shifts and absences are arranged by who leads, in their own team only, and of its members only.</summary>
public sealed class OwnTeam(Caller caller, Access.People people)
{
    /// <exception cref="NotFound">Not the caller's team.</exception>
    public void Check(Team team)
    {
        if (!caller.Viewer.Teams.Contains(team)) throw new NotFound();
    }

    /// <exception cref="NotFound">Not the caller's team, or the person is not in it.</exception>
    public async Task<Access.Colleague> Member(Team team, Guid person, CancellationToken cancel)
    {
        Check(team);
        return (await people.Of(team, cancel)).SingleOrDefault(p => p.Id == person) ?? throw new NotFound();
    }
}
