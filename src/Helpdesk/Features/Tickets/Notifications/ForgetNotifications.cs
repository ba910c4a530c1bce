using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// Takes notifications away 90 days after they were shown, read or not, as drafts are (D39): what they told of stands in the log. Every
/// night by itself, a slice at a time; one whose mail is still to be written stays.
/// </summary>
public static class ForgetNotifications
{
    public const string Job = "forget_notifications";
    private const int Slice = 5_000;
    private static readonly TimeSpan After = TimeSpan.FromDays(90);

    /// <summary>04:00 UTC: after the nightly checks.</summary>
    private static readonly TimeSpan Hour = TimeSpan.FromHours(4);

    [Requires(Permission.System)]
    public sealed record Command : ICommand<Unit>;

    internal sealed class Kind : IJobKind
    {
        string IJobKind.Kind => Job;

        DateTimeOffset? IJobKind.FirstAt(DateTimeOffset now) => Next(now);

        public IRequest<Unit> CommandFor(Guid ticket, string data) => new Command();
    }

    internal sealed class Handler(HelpdeskDb db, JobQueue jobs, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var until = now - After;
            var gone = await db.Database.ExecuteSqlAsync($"""
                delete from notification where ctid = any(array(select ctid from notification where at < {until} and mail_at is null limit {Slice}))
                """, cancellationToken);
            jobs.Add(Job, ticket: null, gone == Slice ? now : Next(now));
            return Unit.Value;
        }
    }

    private static DateTimeOffset Next(DateTimeOffset now)
    {
        var tonight = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) + Hour;
        return tonight > now ? tonight : tonight.AddDays(1);
    }
}
