using System.Text.Json;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Safety;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>What billing asks of a ticket: whose it is, which account, and which messages could ask for money (D40, D41).</summary>
public static class TicketForBilling
{
    [Requires(Permission.ReadTickets)]
    public sealed record Query(string Number) : IQuery<Answer>;

    /// <param name="Customer">Stripe's id as the account's facts tell it.</param>
    /// <param name="Confirmed">The account's own address is confirmed.</param>
    /// <param name="Messages">Those of the customer, oldest first.</param>
    /// <param name="Usage">What the account's facts say was used (D41: shown beside the decision), with its age.</param>
    public sealed record Answer(
        Guid Id, string Number, IReadOnlyList<string> Addresses, Guid? Account, string? AccountEmail, bool Confirmed, string? Customer, IReadOnlyList<Asking> Messages, IReadOnlyList<FactView> Usage);

    /// <summary>A message that may ask for the money: its arrival counts, never the click (D41).</summary>
    public sealed record Asking(Guid Id, DateTimeOffset At, string Words);

    internal sealed class Handler(HelpdeskDb db, Tickets tickets, Requesters requesters, AccessLog accessLog, Caller caller, TimeProvider time) : IRequestHandler<Query, Answer>
    {
        private const int Longest = 80;

        public async Task<Answer> Handle(Query query, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var number = TicketNumber.Normalise(query.Number) ?? throw new NotFound();
            var ticket = await tickets.VisibleTo(caller.Viewer, now).AsNoTracking().SingleOrDefaultAsync(t => t.Number == number, cancellationToken) ?? throw new NotFound();
            // D34: every door to a restricted ticket is logged.
            if (ticket.Restricted && caller.Viewer.Kind == ActorKind.Person) await accessLog.Write(ticket.Id, "billing", now, cancellationToken);
            var linked = await db.Set<Requester>().Where(r => r.Id == ticket.RequesterId).Select(r => r.AccountId).SingleAsync(cancellationToken);
            var account = (ticket.AccountId ?? linked) is { } id ? await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellationToken) : null;
            var facts = account is null ? [] : JsonSerializer.Deserialize<Dictionary<string, AccountFact>>(account.Facts, JsonSerializerOptions.Web)!;
            var messages = await db.Set<Message>().AsNoTracking().Where(m => m.TicketId == ticket.Id && (m.Direction == "in" || m.Direction == "call"))
                .OrderBy(m => m.At).ThenBy(m => m.Id).Select(m => new { m.Id, m.At, m.Text }).ToListAsync(cancellationToken);
            return new Answer(
                ticket.Id, ticket.Number, await requesters.AddressesOf(ticket.RequesterId, cancellationToken), account?.Id, account?.Email,
                facts.GetValueOrDefault("emailConfirmed")?.Value.ValueKind == JsonValueKind.True, facts.GetValueOrDefault("stripeCustomerId")?.Text,
                [.. messages.Select(m => new Asking(m.Id, m.At, Opening.Line(m.Text, Longest)))],
                [.. FactViews.Read(account?.Facts).Where(f => f.Name.StartsWith("Quotas", StringComparison.Ordinal))]);
        }
    }
}
