using Helpdesk.Domain.Access;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Audit;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Administration;

/// <summary>Sends another link to somebody who has not chosen a password yet.</summary>
public static class ResendInvitation
{
    [Requires(Permission.ManagePeople)]
    public sealed record Command(Guid Id) : ICommand<Unit>;

    internal sealed class Handler(Accounts accounts, AccessMail mail, AuditLog audit) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var person = await accounts.Lock(command.Id, cancellationToken);
            if (!person.Active) throw new Refused("This person is shut out. Let them in again first.");
            if (person.PasswordHash is not null) throw new Refused("This person has come in already. With \"Forgot your password?\" they get a new link themselves.");
            if (!await mail.Invite(person, cancellationToken)) throw new Refused("An invitation left less than two minutes ago. Give it a moment.");
            audit.Write("invitation_resent", person.Id);
            return Unit.Value;
        }
    }
}
