using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Audit;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Administration;

/// <summary>Says in which teams somebody works, and which of them they lead.</summary>
public static class ChangeTeams
{
    [Requires(Permission.ManagePeople)]
    public sealed record Command(Guid Id, IReadOnlyList<Team> Teams, IReadOnlyList<Team> Leads) : ICommand<Unit>;

    internal sealed class Handler(StaffDirectory directory, Staff staff, Accounts accounts, AuditLog audit) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var person = await accounts.Lock(command.Id, cancellationToken);
            var before = (await directory.Find(command.Id, cancellationToken)).Teams;
            // A tick at "leads" alone means the team, too.
            Team[] wanted = [.. command.Teams.Concat(command.Leads).Distinct().Order()];
            Membership[] after = [.. wanted.Select(t => new Membership(t, command.Leads.Contains(t)))];
            if (before.SequenceEqual(after)) return Unit.Value;
            await staff.SetTeams(person, wanted, command.Leads, cancellationToken);
            audit.Write("teams_changed", person.Id, before: before.Select(Coded), after: after.Select(Coded));
            return Unit.Value;
        }

        private static string Coded(Membership membership) => Words.Slug(membership.Team) + (membership.Lead ? ":lead" : "");
    }
}
