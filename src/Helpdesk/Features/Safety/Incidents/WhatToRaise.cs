using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Safety;

/// <summary>The form to raise something on a ticket is drawn only for who may meet the ticket (D8, D34).</summary>
public static class WhatToRaise
{
    [Requires(Permission.WorkTickets)]
    public sealed record Query(string Number) : IQuery<string>;

    internal sealed class Handler(Tickets.Tickets tickets, Caller caller, TimeProvider time) : IRequestHandler<Query, string>
    {
        public async Task<string> Handle(Query query, CancellationToken cancellationToken) =>
            await tickets.VisibleTo(caller.Viewer, time.Instant()).Where(t => t.Number == query.Number.ToUpper()).Select(t => t.Number).SingleOrDefaultAsync(cancellationToken)
            ?? throw new NotFound();
    }
}
