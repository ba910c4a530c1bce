using System.Text.Json;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// After a change of the policies: the clocks of tickets that still run are computed anew, a slice at a time (D25). A ticket that somebody
/// works on meanwhile is renewed by that act, or by the round in which it falls due, whichever is first.
/// </summary>
public static class RenewClocks
{
    public const string Job = "renew_clocks";
    private const int Slice = 100;

    /// <summary>By then no node goes by the version before (<see cref="Policies"/>), and what one wrote in between is found.</summary>
    private static readonly TimeSpan SecondLook = TimeSpan.FromSeconds(20);

    /// <param name="Version">Of the policies that the clocks are to go by.</param>
    [Requires(Permission.System)]
    public sealed record Command(int Version, Guid After) : ICommand<Unit>;

    internal sealed class Kind : IJobKind
    {
        string IJobKind.Kind => Job;

        public IRequest<Unit> CommandFor(Guid ticket, string data) => JsonSerializer.Deserialize<Command>(data, JsonSerializerOptions.Web)!;
    }

    public static void Plan(JobQueue jobs, int version, DateTimeOffset now)
    {
        Add(jobs, new Command(version, Guid.Empty), now);
        Add(jobs, new Command(version, Guid.Empty), now + SecondLook);
    }

    private static void Add(JobQueue jobs, Command command, DateTimeOffset at) => jobs.Add(Job, ticket: null, at, JsonSerializer.Serialize(command, JsonSerializerOptions.Web));

    internal sealed class Handler(Tickets tickets, Clockwork clockwork, Thresholds thresholds, Policies policies, JobQueue jobs, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            policies.ReadAgain();
            var set = await policies.Current(cancellationToken);
            var older = await tickets.VisibleTo(caller.Viewer, now).AsNoTracking()
                .Where(t => t.Id > command.After && t.SlaVersion < set.Sla.Version && t.State != TicketState.Resolved && t.State != TicketState.Closed)
                .OrderBy(t => t.Id).Take(Slice).Select(t => t.Id).ToListAsync(cancellationToken);
            foreach (var id in older)
            {
                var ticket = await tickets.ForChange(id, now, cancellationToken);
                if (ticket.Active && clockwork.Renew(ticket, set, now)) thresholds.Pass(ticket, set, now);
            }

            if (older.Count == Slice) Add(jobs, command with { After = older[^1] }, now);
            return Unit.Value;
        }
    }
}
