using Helpdesk.Domain.Access;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Administration;

/// <summary>Everybody who works or worked here.</summary>
public static class ListPeople
{
    [Requires(Permission.ManagePeople)]
    public sealed record Query : IQuery<IReadOnlyList<PersonCard>>;

    internal sealed class Handler(StaffDirectory directory) : IRequestHandler<Query, IReadOnlyList<PersonCard>>
    {
        public Task<IReadOnlyList<PersonCard>> Handle(Query query, CancellationToken cancellationToken) => directory.All(cancellationToken);
    }
}
