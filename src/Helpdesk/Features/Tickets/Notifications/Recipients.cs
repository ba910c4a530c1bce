using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;

namespace Helpdesk.Features.Tickets;

/// <summary>Who is told of an event on the clocks (D11, D26, D27), of those who may meet the ticket (D34).</summary>
public sealed class Recipients(Tickets tickets, People people)
{
    private readonly Dictionary<Team, IReadOnlyList<Contact>> _leads = [];

    /// <param name="actor">Whoever did it knows of it.</param>
    public async Task<IReadOnlyList<Guid>> Of(Ticket ticket, TicketEvent change, Guid? actor, DateTimeOffset now, CancellationToken cancel)
    {
        var told = new List<Guid>();
        foreach (var person in (await Meant(ticket, change, cancel)).Distinct().Where(p => p != actor))
        {
            if (await people.Find(person, cancel) is not { } who || !who.Permissions.Contains(Permission.ReadTickets)) continue;
            if (!ticket.Restricted || await tickets.MayMeet(ticket, who, now, cancel)) told.Add(person);
        }

        return told;
    }

    private async Task<IEnumerable<Guid>> Meant(Ticket ticket, TicketEvent change, CancellationToken cancel) => change switch
    {
        Escalated e => [.. One(e.Left), .. await Leads(e.ToTeam, cancel)],
        HandedBack e => [.. One(e.Left), .. await Leads(e.ToTeam, cancel)],
        // D27: a safety ticket calls the leads of Safety and Legal, and nobody else.
        LeadsCalled when ticket.Category == Category.Safety || ticket.Restricted => [.. await Leads(Team.Safety, cancel), .. await Leads(Team.Legal, cancel)],
        LeadsCalled e => [.. One(ticket.AssigneeId), .. await Leads(e.Team, cancel), .. (await people.Holding(Role.Executive, cancel)).Select(p => p.Id)],
        // D11: the lead of the owner gets the breaches at every level, and the warnings where the team has no lead.
        Warned when await Leads(ticket.Team, cancel) is { Count: > 0 } leads => [.. One(ticket.AssigneeId), .. leads],
        _ => [.. One(ticket.AssigneeId), .. await Leads(ticket.Team, cancel), .. await Leads(ticket.Owner, cancel)],
    };

    private async Task<IReadOnlyList<Guid>> Leads(Team team, CancellationToken cancel)
    {
        if (!_leads.TryGetValue(team, out var leads)) _leads[team] = leads = await people.Leading(team, cancel);
        return [.. leads.Select(l => l.Id)];
    }

    private static Guid[] One(Guid? person) => person is { } id ? [id] : [];
}
