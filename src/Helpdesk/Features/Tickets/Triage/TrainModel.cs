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
/// Each night a candidate learns the shipped examples and the corrections so far. It comes into force only if it is better on held-out
/// corrections by more than chance, and worse on no safety case of the shipped corpus (D5). Either way the night is kept and shown.
/// </summary>
public static class TrainModel
{
    public const string Job = "train_model";

    /// <summary>03:30 UTC, after the check of the log.</summary>
    private static readonly TimeSpan Hour = new(3, 30, 0);

    [Requires(Permission.System)]
    public sealed record Command : ICommand<Unit>;

    internal sealed class Kind : IJobKind
    {
        string IJobKind.Kind => Job;

        DateTimeOffset? IJobKind.FirstAt(DateTimeOffset now) => NextNight(now);

        public IRequest<Unit> CommandFor(Guid ticket, string data) => new Command();
    }

    internal sealed class Handler(HelpdeskDb db, Corrections corrections, ModelInForce inForce, JobQueue jobs, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            await db.Database.ExecuteSqlAsync($"lock table model_version in share row exclusive mode", cancellationToken);
            var all = await corrections.All(cancellationToken);
            Guid[] learned = [.. all.Where(c => !c.HeldOut).Select(c => c.Id).Order()];
            var last = await db.Set<ModelVersion>().AsNoTracking().OrderByDescending(v => v.Version).FirstOrDefaultAsync(cancellationToken);
            // Nothing new to learn or to judge by: the night would say what the last one said.
            var held = all.Count(c => c.HeldOut);
            if (learned.Length > 0 && held > 0 && !(last is not null && last.HeldOut == held && last.Corrections.SequenceEqual(learned)))
            {
                await inForce.Follow(cancellationToken);
                db.Add(await Task.Run(() => Train(all, learned, (last?.Version ?? 0) + 1, now), cancellationToken));
            }

            if (!await db.Set<Job>().AnyAsync(j => j.Kind == Job && j.DueAt > now, cancellationToken)) jobs.Add(Job, ticket: null, NextNight(now));
            return Unit.Value;
        }

        private ModelVersion Train(IReadOnlyList<Corrections.Correction> all, Guid[] learned, int version, DateTimeOffset now)
        {
            var shipped = Corpus.ReadShipped().Examples;
            var candidate = Model.Train(Corrections.CorpusWith(all.Where(c => !c.HeldOut)));
            List<Example> heldOut = [.. all.Where(c => c.HeldOut).Select(c => c.Example)];
            var judged = Promotion.Judge(inForce.Known, candidate, heldOut, shipped.Where(e => e.Subcategory.Category == Category.Safety));
            return new ModelVersion
            {
                Version = version, At = now, Author = caller.Viewer.Name, Promoted = judged.Promote, Name = candidate.Version, Corrections = learned,
                HeldOut = heldOut.Count, Gained = judged.Gained, Lost = judged.Lost, Chance = judged.Chance, SafetyLost = judged.SafetyLost, Reason = judged.Reason,
                Report = JsonSerializer.Serialize(Measured.Of(ModelReport.Of(candidate, heldOut)), JsonSerializerOptions.Web),
            };
        }
    }

    private static DateTimeOffset NextNight(DateTimeOffset now)
    {
        var tonight = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) + Hour;
        return tonight > now ? tonight : tonight.AddDays(1);
    }
}
