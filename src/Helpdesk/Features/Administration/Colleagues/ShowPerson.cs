using Helpdesk.Domain.Access;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Administration;

/// <summary>One person, for who manages people.</summary>
public static class ShowPerson
{
    [Requires(Permission.ManagePeople)]
    public sealed record Query(Guid Id) : IQuery<PersonCard>;

    internal sealed class Handler(StaffDirectory directory) : IRequestHandler<Query, PersonCard>
    {
        public Task<PersonCard> Handle(Query query, CancellationToken cancellationToken) => directory.Find(query.Id, cancellationToken);
    }
}
