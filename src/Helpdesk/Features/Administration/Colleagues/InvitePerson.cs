using System.Net.Mail;
using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Audit;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Administration;

/// <summary>Makes a person and sends them a link to choose their password.</summary>
public static class InvitePerson
{
    [Requires(Permission.ManagePeople)]
    public sealed record Command(string Email, string Name, IReadOnlyList<Role> Roles, IReadOnlyList<Team> Teams, Confirmation? Confirmation = null) : ICommand<Guid>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Email).Must(IsAddress).WithMessage("Write one e-mail address, such as ada@example.com.");
            RuleFor(c => c.Name).Must(n => !string.IsNullOrWhiteSpace(n)).WithMessage("Write the name as colleagues and customers should see it.");
            RuleFor(c => c.Name).MaximumLength(SaveProfile.LongestName).WithMessage($"A name has at most {SaveProfile.LongestName} characters.");
            RuleFor(c => c.Name).Must(n => !n.Any(char.IsControl)).WithMessage("A name stands on one line.");
            RuleFor(c => c.Roles).NotEmpty().WithMessage("Choose a role: without one, nothing opens.");
        }

        internal static bool IsAddress(string email) =>
            email.Length <= Accounts.LongestEmail && MailAddress.TryCreate(email.Trim(), out var parsed) && parsed.Address == email.Trim() && parsed.Host.Contains('.', StringComparison.Ordinal);
    }

    internal sealed class Handler(Staff staff, Witness witness, AccessMail mail, AuditLog audit) : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            var confirmed = command.Roles.Any(r => r.IsGuarded()) ? await witness.Confirm(command.Confirmation, cancellationToken) : null;
            var person = await staff.Add(
                new NewPerson(command.Email.Trim(), command.Name.Trim(), "America/New_York", [.. command.Roles.Distinct()], [.. command.Teams.Distinct()], Leads: false),
                password: null, cancellationToken);
            await mail.Invite(person, cancellationToken);
            audit.Write("person_invited", person.Id, after: [.. command.Roles.Select(Words.Slug), .. command.Teams.Select(t => "team:" + Words.Slug(t))], witness: confirmed);
            return person.Id;
        }
    }
}
