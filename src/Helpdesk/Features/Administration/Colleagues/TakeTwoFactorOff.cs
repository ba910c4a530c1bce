using Helpdesk.Domain.Access;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Audit;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Administration;

/// <summary>For somebody who lost both the device and the recovery codes. They still need their password; of Safety and Legal it takes two.</summary>
public static class TakeTwoFactorOff
{
    [Requires(Permission.ManagePeople)]
    public sealed record Command(Guid Id, Confirmation? Confirmation = null) : ICommand<Unit>;

    internal sealed class Handler(People people, Accounts accounts, Witness witness, AuditLog audit) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var guarded = (await people.RolesOf(command.Id, cancellationToken)).Any(r => r.IsGuarded());
            var confirmed = guarded ? await witness.Confirm(command.Confirmation, cancellationToken) : null;
            var person = await accounts.Lock(command.Id, cancellationToken);
            if (!person.TwoFactorEnabled) return Unit.Value;
            await accounts.ForgetTwoFactor(person);
            audit.Write("two_factor_taken_off", person.Id, witness: confirmed);
            return Unit.Value;
        }
    }
}
