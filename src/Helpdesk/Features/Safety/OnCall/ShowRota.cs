using Helpdesk.Domain.Access;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Safety;

/// <summary>Who is asked in which order (D9b).</summary>
public static class ShowRota
{
    [Requires(Permission.ReadRestricted)]
    public sealed record Query : IQuery<View>;

    /// <param name="Others">The rest of Safety; asked, all at once, only while the order is empty.</param>
    public sealed record View(IReadOnlyList<Contact> Order, IReadOnlyList<Contact> Others);

    internal sealed class Handler(OnCallRota rota) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var (order, others) = await rota.Read(cancellationToken);
            return new View(order, others);
        }
    }
}
