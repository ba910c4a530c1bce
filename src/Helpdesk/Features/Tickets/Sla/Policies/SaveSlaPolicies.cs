using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Http;
using Helpdesk.Platform.Jobs;
using MediatR;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// Saves a new version of the SLA policies and their calendars with its reason; older ones stay. Every node reads it within seconds, and
/// the clocks that still run are computed anew (D25); what has been met or missed stays as it was.
/// </summary>
public static class SaveSlaPolicies
{
    private const int LongestReason = 500;

    /// <param name="BasedOn">The version that the writer saw.</param>
    [Requires(Permission.EditPolicies)] // §1: SLA and calendars are the administrators'
    public sealed record Command(int BasedOn, SlaChange Change, string? Reason) : ICommand<int>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).Must(r => (r ?? "").Trim().Length is > 0 and <= LongestReason).WithMessage($"Say in at most {LongestReason} characters why this changes.");
    }

    /// <returns>The number of the new version.</returns>
    internal sealed class Handler(SlaPolicyVersions versions, Policies policies, JobQueue jobs, Caller caller, TimeProvider time, AfterCommit after) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var newest = await versions.Newest(cancellationToken);
            if (newest.Version != command.BasedOn) throw new Stale($"Somebody saved version {newest.Version} in the meantime. Nothing was saved; look at what changed, then save again.");
            var (next, _, _) = SlaPolicyVersions.With(newest, command.Change);
            versions.Add(next, command.Change.Calendars is not null, caller.Viewer.Name, PlainText.Storable(command.Reason!.Trim()), now);
            RenewClocks.Plan(jobs, next.Version, now);
            after.Do(policies.ReadAgain);
            return next.Version;
        }
    }
}
