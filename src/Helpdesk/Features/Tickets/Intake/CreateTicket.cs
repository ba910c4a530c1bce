using System.Security.Cryptography;
using System.Text;
using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Tickets;

/// <summary>A ticket from the public form or the JSON API; the same request twice is one ticket.</summary>
public static class CreateTicket
{
    public const int MostFiles = 20;
    public const int LargestFiles = 25 * 1024 * 1024;

    /// <summary>Of a text typed into a form; longer ones come as files.</summary>
    public const int LongestFormText = 200_000;

    /// <param name="Scope">Whose idempotency key: an API key's id, or <c>form</c>.</param>
    /// <param name="Key">Null: no idempotency was asked for.</param>
    [Requires(Permission.Public, Permission.WorkTickets)]
    public sealed record Command(Arrival Arrival, string Scope, string? Key) : ICommand<Created>;

    public sealed record Created(Guid Id, string Number, string Token, DateTimeOffset ArrivedAt);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Arrival.Email).Must(e => FromField.IsAddress(e.Trim())).WithMessage("Give an address that we can answer to, such as name@example.com. Everything else is kept.");
            RuleFor(c => c.Arrival.Subject).NotEmpty().WithMessage("Say in one line what it is about.").MaximumLength(1_000_000).WithMessage("The subject is too long.");
            RuleFor(c => c.Arrival.Text).NotEmpty().WithMessage("Tell us what happens.").MaximumLength(5_000_000).WithMessage("The text is too long.");
            RuleFor(c => c.Arrival.Files).Must(f => f.Count <= MostFiles).WithMessage($"At most {MostFiles} files at a time.");
            RuleFor(c => c.Arrival.Files).Must(f => f.Sum(x => (long)x.Content.Length) <= LargestFiles).WithMessage("The files are over 25 MB together.");
        }
    }

    internal sealed class Handler(Opening opening, Tickets tickets, Idempotency idempotency, TimeProvider time) : IRequestHandler<Command, Created>
    {
        public async Task<Created> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var request = command.Key is null ? "" : Digest(command.Arrival);
            if (command.Key is not null && await idempotency.Find(command.Scope, command.Key, request, cancellationToken) is { } before)
            {
                return new Created(before.TicketId, before.Number, await tickets.TokenOf(before.TicketId, cancellationToken), before.At);
            }

            var ticket = await opening.Open(command.Arrival, now, cancellationToken);
            if (command.Key is not null) idempotency.Keep(command.Scope, command.Key, request, ticket, now);
            return new Created(ticket.Id, ticket.Number, ticket.Token, ticket.ArrivedAt);
        }

        private static string Digest(Arrival arrival)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var part in new[] { arrival.Email, arrival.Name, arrival.Subject, arrival.Text, arrival.AccountExternalId, arrival.ExternalId })
            {
                hash.AppendData(Encoding.UTF8.GetBytes(part ?? ""));
                hash.AppendData([0]);
            }

            foreach (var file in arrival.Files) hash.AppendData(SHA256.HashData(file.Content));
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }
}
