using Helpdesk.Domain.Access;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Administration;

/// <summary>Every key of the JSON API, those in force first.</summary>
public static class ListKeys
{
    [Requires(Permission.ManageKeys, Permission.ReadRestricted)]
    public sealed record Query : IQuery<IReadOnlyList<KeyLine>>;

    internal sealed class Handler(ApiKeys keys) : IRequestHandler<Query, IReadOnlyList<KeyLine>>
    {
        public Task<IReadOnlyList<KeyLine>> Handle(Query query, CancellationToken cancellationToken) => keys.List(cancellationToken);
    }
}
