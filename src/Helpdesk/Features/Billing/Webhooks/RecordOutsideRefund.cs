using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Billing;

/// <summary>A refund that was not made from here (D43): "outside", never a person.</summary>
public static class RecordOutsideRefund
{
    /// <param name="Amount">Minor units.</param>
    [Requires(Permission.System)]
    public sealed record Command(string Id, string Charge, string Currency, long Amount, string Status, DateTimeOffset CreatedAt) : ICommand<Unit>;

    internal sealed class Handler(HelpdeskDb db) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            await db.Database.ExecuteSqlAsync($"""
                insert into outside_refund (id, charge, currency, amount, status, created_at)
                values ({command.Id}, {command.Charge}, {command.Currency}, {command.Amount}, {command.Status}, {command.CreatedAt})
                on conflict (id) do update set status = excluded.status, amount = excluded.amount
                """, cancellationToken);
            return Unit.Value;
        }
    }
}
