using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Audit;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Administration;

/// <summary>The first Administrator, from the command line; later ones are invited on the page.</summary>
public static class CreateAdministrator
{
    /// <param name="Force">Although there is an Administrator who can sign in: for when nobody can get at that account.</param>
    [Requires(Permission.ManagePeople)]
    public sealed record Command(string Email, bool Force) : ICommand<string>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Email).Must(InvitePerson.Validator.IsAddress).WithMessage("--email takes one e-mail address, such as ada@example.com.");
    }

    internal sealed class Handler(Staff staff, StaffDirectory directory, People people, Accounts accounts, AccessLinks links, AuditLog audit, Caller caller)
        : IRequestHandler<Command, string>
    {
        /// <returns>A one-time link to choose a password.</returns>
        public async Task<string> Handle(Command command, CancellationToken cancellationToken)
        {
            if (caller.Viewer.Kind is not ActorKind.Operator) throw new NotAllowed();
            if (!command.Force && await directory.HasOtherAdministrator(than: null, cancellationToken))
            {
                throw new Refused("There is an Administrator already, who can invite others at /people. If nobody can get at that account any more, add --force.");
            }

            var email = command.Email.Trim();
            var person = await accounts.LockByEmail(email, cancellationToken)
                ?? await staff.Add(new NewPerson(email, email.Split('@')[0], "America/New_York", [], [], Leads: false), password: null, cancellationToken);
            var before = await people.RolesOf(person.Id, cancellationToken);
            // D34: the link would open what the operator must not meet.
            if (before.Any(r => r.IsGuarded())) throw new Refused("This person holds the Safety or Legal role; the command line gives no link to such an account. Choose another address.");
            if (!person.Active) throw new Refused("This person is shut out. Choose another address.");
            await staff.SetRoles(person, before, [.. before.Append(Role.Admin).Distinct().Order()]);
            audit.Write("administrator_made", person.Id, before: before.Select(Words.Slug), after: before.Append(Role.Admin).Distinct().Order().Select(Words.Slug));
            return person.PasswordHash is null ? await links.ToInvitation(person) : await links.ToReset(person);
        }
    }
}
