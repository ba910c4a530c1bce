using Helpdesk.Domain.Access;
using Helpdesk.Features.Access;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Audit;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Administration;

/// <summary>Shuts somebody out who has left, or lets them in again. Sessions end within a minute; their tickets go back to the queues; the name stays in every log.</summary>
public static class SetActive
{
    [Requires(Permission.ManagePeople)]
    public sealed record Command(Guid Id, bool Active, Confirmation? Confirmation = null) : ICommand<Unit>;

    internal sealed class Handler(
        People people, Staff staff, StaffDirectory directory, Accounts accounts, Witness witness, AuditLog audit, Dispatch dispatch, Caller caller) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            if (!command.Active && command.Id == caller.Viewer.PersonId) throw new Refused("You cannot shut yourself out. Ask another Administrator.");
            // Letting somebody back in with the Safety or Legal role is giving it. Shutting out waits for nobody.
            var guarded = command.Active && (await people.RolesOf(command.Id, cancellationToken)).Any(r => r.IsGuarded());
            var confirmed = guarded ? await witness.Confirm(command.Confirmation, cancellationToken) : null;

            var person = await accounts.Lock(command.Id, cancellationToken);
            if (person.Active == command.Active) return Unit.Value;
            if (!command.Active && (await people.RolesOf(command.Id, cancellationToken)).Contains(Role.Admin) && !await directory.HasOtherAdministrator(command.Id, cancellationToken))
            {
                throw new Refused("This is the last Administrator. Make somebody else one first.");
            }

            await staff.SetActive(person, command.Active);
            if (!command.Active) await dispatch.Send(new TakeFromWhoLeft.Command(person.Id), cancellationToken);
            audit.Write(command.Active ? "person_reactivated" : "person_deactivated", person.Id, witness: confirmed);
            return Unit.Value;
        }
    }
}
