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
/// Rebuilds tickets from their log and compares them with their rows (D30), a slice at a time so that no other due work waits for
/// it. Every night by itself; <c>script/helpdesk check-log</c> does it at once. Ids only are told, and counts.
/// </summary>
public static class CheckLog
{
    public const string Job = "check_log";
    private const int Slice = 500;

    /// <summary>03:00 UTC: the desk's quietest hour on both sides of the Atlantic.</summary>
    private static readonly TimeSpan Hour = TimeSpan.FromHours(3);

    /// <summary>How far a round has come.</summary>
    public sealed record Progress(Guid After, int Checked, int Differing);

    /// <param name="Nightly">The job: leaves a row for the next slice, or for the next night.</param>
    [Requires(Permission.System)]
    public sealed record Command(Progress From, bool Nightly) : ICommand<Result>;

    /// <summary>One slice; the job's command, which answers nothing.</summary>
    [Requires(Permission.System)]
    public sealed record Night(Progress From) : ICommand<Unit>;

    /// <param name="Differing">Tickets of this slice whose row is not what their log says.</param>
    /// <param name="Next">Null when every ticket has been looked at.</param>
    public sealed record Result(Progress Reached, IReadOnlyList<Difference> Differing, Progress? Next);

    public sealed record Difference(Guid Ticket, IReadOnlyList<string> What);

    internal sealed class Kind : IJobKind
    {
        string IJobKind.Kind => Job;

        DateTimeOffset? IJobKind.FirstAt(DateTimeOffset now) => NextNight(now);

        public IRequest<Unit> CommandFor(Guid ticket, string data) =>
            new Night(JsonSerializer.Deserialize<Progress>(data, JsonSerializerOptions.Web) ?? new Progress(Guid.Empty, 0, 0));
    }

    internal sealed class NightHandler(Dispatch dispatch) : IRequestHandler<Night, Unit>
    {
        public async Task<Unit> Handle(Night command, CancellationToken cancellationToken)
        {
            await dispatch.Send(new Command(command.From, Nightly: true), cancellationToken);
            return Unit.Value;
        }
    }

    internal sealed class Handler(HelpdeskDb db, Tickets tickets, Caller caller, JobQueue jobs, TimeProvider time, ILogger<Handler> log) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var from = command.From;
            var rows = await tickets.VisibleTo(caller.Viewer, now).AsNoTracking().Where(t => t.Id > from.After).OrderBy(t => t.Id).Take(Slice)
                .Include(t => t.Clocks).Include(t => t.Pauses).AsSplitQuery().ToListAsync(cancellationToken);
            var logs = await Logs(rows.Select(t => t.Id), cancellationToken);
            var differing = new List<Difference>();
            foreach (var row in rows.Where(row => Rebuild.Differences(row, Rebuild.From(row.Id, logs[row.Id])).Count > 0))
            {
                // Row and log were read by two statements: only under the ticket's lock is a difference one.
                var locked = await tickets.ForChange(row.Id, now, cancellationToken);
                var again = await Logs([row.Id], cancellationToken);
                if (Rebuild.Differences(locked, Rebuild.From(row.Id, again[row.Id])) is { Count: > 0 } what) differing.Add(new Difference(row.Id, what));
            }

            foreach (var one in differing) log.LogError("Ticket {TicketId} is not what its log says: {What:l}", one.Ticket, string.Join(", ", one.What));

            var reached = new Progress(rows.Count == 0 ? from.After : rows[^1].Id, from.Checked + rows.Count, from.Differing + differing.Count);
            var more = rows.Count == Slice;
            if (command.Nightly) jobs.Add(Job, ticket: null, more ? now : NextNight(now), more ? JsonSerializer.Serialize(reached, JsonSerializerOptions.Web) : "{}");
            if (!more) log.LogInformation("{Checked} tickets rebuilt from their log, {Differing} differ", reached.Checked, reached.Differing);
            return new Result(reached, differing, more ? reached : null);
        }

        private async Task<ILookup<Guid, (TicketEvent Change, DateTimeOffset At)>> Logs(IEnumerable<Guid> tickets, CancellationToken cancel)
        {
            var ids = tickets.ToArray();
            var events = await db.Set<EventRow>().AsNoTracking().Where(e => ids.Contains(e.TicketId)).OrderBy(e => e.TicketId).ThenBy(e => e.Version)
                .Select(e => new { e.TicketId, e.Data, e.At }).ToListAsync(cancel);
            return events.ToLookup(e => e.TicketId, e => (EventJson.Read(e.Data), e.At));
        }
    }

    private static DateTimeOffset NextNight(DateTimeOffset now)
    {
        var tonight = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) + Hour;
        return tonight > now ? tonight : tonight.AddDays(1);
    }
}
