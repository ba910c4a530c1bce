using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Audit;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Administration;

/// <summary>Gives and takes roles (§1). Safety and Legal take two people; the last Administrator stays one.</summary>
public static class ChangeRoles
{
    [Requires(Permission.ManagePeople)]
    public sealed record Command(Guid Id, IReadOnlyList<Role> Roles, Confirmation? Confirmation = null) : ICommand<Unit>;

    internal sealed class Handler(
        People people, Staff staff, StaffDirectory directory, Accounts accounts, Witness witness, AuditLog audit, Caller caller) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var before = await people.RolesOf(command.Id, cancellationToken);
            Role[] wanted = [.. command.Roles.Distinct().Order()];
            if (before.SequenceEqual(wanted)) return Unit.Value;
            var confirmed = await Guard(command, before, wanted, cancellationToken);

            // Only now: the confirmation runs on a connection of its own and may lock the same person.
            var person = await accounts.Lock(command.Id, cancellationToken);
            if (!(await people.RolesOf(command.Id, cancellationToken)).SequenceEqual(before)) throw new Stale("Somebody else has just changed these roles. Look again.");
            if (before.Contains(Role.Admin) && !wanted.Contains(Role.Admin) && !await directory.HasOtherAdministrator(command.Id, cancellationToken))
            {
                throw new Refused("This is the last Administrator. Make somebody else one first.");
            }

            await staff.SetRoles(person, before, wanted);
            audit.Write("roles_changed", person.Id, before: before.Select(Words.Slug), after: wanted.Select(Words.Slug), witness: confirmed);
            return Unit.Value;
        }

        private async Task<Guid?> Guard(Command command, IReadOnlyList<Role> before, Role[] wanted, CancellationToken cancel)
        {
            if (!before.Except(wanted).Concat(wanted.Except(before)).Any(r => r.IsGuarded())) return null;
            var confirmed = await witness.Confirm(command.Confirmation, cancel);
            // The first member needs nobody's confirmation, but still a second person: nobody lets themselves in.
            if (confirmed is null && command.Id == caller.Viewer.PersonId) throw new Refused("Nobody gives themselves the Safety or Legal role. Give it to a colleague first.");
            return confirmed;
        }
    }
}
