using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Audit;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Administration;

/// <summary>Makes a key of the JSON API. It is shown this once; stored is only its hash.</summary>
public static class CreateKey
{
    private const int LongestName = 60;

    [Requires(Permission.ManageKeys)]
    public sealed record Command(string Name, IReadOnlyList<string> Scopes) : ICommand<string>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Name).Must(n => !string.IsNullOrWhiteSpace(n)).WithMessage("Name the key after what uses it.");
            RuleFor(c => c.Name).MaximumLength(LongestName).WithMessage($"A name has at most {LongestName} characters.");
            RuleFor(c => c.Name).Must(n => !n.Any(char.IsControl)).WithMessage("A name stands on one line.");
            RuleFor(c => c.Scopes).NotEmpty().WithMessage("Choose what the key may do.");
            RuleForEach(c => c.Scopes).Must(s => s != KeyScopes.RestrictedRead)
                .WithMessage($"{KeyScopes.RestrictedRead} is granted only by a Safety member, on the page of keys, once the key exists.");
            RuleForEach(c => c.Scopes).Must(s => KeyScopes.Ordinary.Contains(s) || s == KeyScopes.RestrictedRead)
                .WithMessage($"Unknown scope. There are {string.Join(", ", KeyScopes.Ordinary)}.");
        }
    }

    internal sealed class Handler(ApiKeys keys, AuditLog audit) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command command, CancellationToken cancellationToken)
        {
            var key = ApiKeys.NewKey();
            var stored = await keys.Add(command.Name.Trim(), key, command.Scopes, cancellationToken);
            audit.Write("key_created", key: stored.Id, after: stored.Scopes);
            return key;
        }
    }
}
