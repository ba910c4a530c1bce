using Helpdesk.Domain.Access;
using Helpdesk.Platform.Audit;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Safety;

/// <summary>Safety orders its on-call rota (D9b); who moved stands in the audit log.</summary>
public static class OrderRota
{
    /// <param name="Order">In the order in which they are asked; empty asks everybody of Safety.</param>
    [Requires(Permission.HandleIncidents)]
    public sealed record Command(IReadOnlyList<Guid> Order) : ICommand<Unit>;

    internal sealed class Handler(OnCallRota rota, AuditLog audit) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var (order, others) = await rota.Read(cancellationToken);
            if (command.Order.Distinct().Count() != command.Order.Count) throw new Refused("Somebody stands in the order twice.");
            if (command.Order.Except(order.Concat(others).Select(p => p.Id)).Any()) throw new Refused("Somebody in the order is not a member of Safety.");
            var before = await rota.Replace(command.Order, cancellationToken);
            foreach (var person in before.Union(command.Order))
            {
                string[] was = Place(before, person), now = Place(command.Order, person);
                if (!was.SequenceEqual(now)) audit.Write("on_call_changed", person, before: was, after: now);
            }

            return Unit.Value;
        }

        private static string[] Place(IReadOnlyList<Guid> order, Guid person) =>
            order.ToList().IndexOf(person) is var at and >= 0 ? [$"on_call_{at + 1}"] : [];
    }
}
