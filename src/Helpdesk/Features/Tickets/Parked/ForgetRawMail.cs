using System.Text.Json;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// Blanks a mail's raw body 30 days after it was placed or discarded (D31, D39). A hold wins: while its ticket is a crisis or may have
/// to be reported, the body stays and is looked at again a month later. Parked mail stays until a person decides.
/// </summary>
public static class ForgetRawMail
{
    public const string Job = "forget_raw_mail";
    public static readonly TimeSpan After = TimeSpan.FromDays(30);

    [Requires(Permission.System)]
    public sealed record Command(Guid Mail) : ICommand<Unit>;

    internal sealed class Kind : IJobKind
    {
        string IJobKind.Kind => Job;

        public IRequest<Unit> CommandFor(Guid ticket, string data)
        {
            using var json = JsonDocument.Parse(data);
            return new Command(json.RootElement.GetProperty("mail").GetGuid());
        }
    }

    /// <summary>Puts it on the calendar, in the transaction that settles the mail.</summary>
    public sealed class Schedule(HelpdeskDb db)
    {
        public void Add(Guid mail, DateTimeOffset now) => db.Add(new Platform.Database.Job
        {
            Id = Guid.CreateVersion7(now), Kind = Job, DueAt = now + After, Data = $$"""{"mail":"{{mail}}"}""",
        });
    }

    internal sealed class Handler(HelpdeskDb db, Schedule schedule, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var held = await db.Set<InboundMail>().Where(m => m.Id == command.Mail)
                .Join(db.Set<Domain.Tickets.Ticket>(), m => m.TicketId, t => t.Id, (_, t) => t.Silent).AnyAsync(silent => silent, cancellationToken);
            if (held) schedule.Add(command.Mail, time.Instant());
            else
            {
                await db.Set<InboundMail>().Where(m => m.Id == command.Mail && m.State != "parked" && m.State != "received")
                    .ExecuteUpdateAsync(set => set.SetProperty(m => m.Body, (byte[]?)null), cancellationToken);
            }

            return Unit.Value;
        }
    }
}
