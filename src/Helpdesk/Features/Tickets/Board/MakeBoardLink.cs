using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Audit;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Tickets;

/// <summary>Makes a link to the figures of the board for a screen on the wall. It is shown this once; stored is only its hash.</summary>
public static class MakeBoardLink
{
    private const int LongestName = 60;

    [Requires(Permission.AssignOthers)]
    public sealed record Command(string? Name) : ICommand<string>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Name).Must(n => (n ?? "").Trim() is { Length: > 0 and <= LongestName } name && !name.Any(char.IsControl))
            .WithMessage($"Say in at most {LongestName} characters where the screen hangs.");
    }

    /// <returns>The token.</returns>
    internal sealed class Handler(BoardLinks links, AuditLog audit, Caller caller, TimeProvider time) : IRequestHandler<Command, string>
    {
        public Task<string> Handle(Command command, CancellationToken cancellationToken)
        {
            if (!BoardLinks.May(caller.Viewer)) throw new NotAllowed();
            var token = BoardLinks.NewToken();
            links.Add(command.Name!.Trim(), token, caller.PersonId, time.Instant());
            audit.Write("board_link_made", after: [command.Name!.Trim()]);
            return Task.FromResult(token);
        }
    }
}
