using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Billing;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Http;
using MediatR;

namespace Helpdesk.Features.Billing;

/// <summary>
/// Saves a new version of the refund policy with its reason; older ones stay. Refunds that are frozen already keep the version they
/// were decided on (D42).
/// </summary>
public static class SaveRefundPolicy
{
    private const int LongestReason = 500;

    /// <param name="ExecutiveAbove">All of them: a currency that is left out has no such sum any more.</param>
    /// <param name="BasedOn">The version that the writer saw.</param>
    [Requires(Permission.IssueRefund)] // §1: the refund policy is Finance's, and Finance alone issues
    public sealed record Command(int BasedOn, int FullWithinDays, IReadOnlyDictionary<string, long?> Limits, IReadOnlyDictionary<string, long> ExecutiveAbove, string? Reason) : ICommand<int>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).Must(r => (r ?? "").Trim().Length is > 0 and <= LongestReason).WithMessage($"Say in at most {LongestReason} characters why the policy changes.");
    }

    /// <returns>The number of the new version.</returns>
    internal sealed class Handler(RefundPolicyVersions versions, Policies policies, Caller caller, TimeProvider time, AfterCommit after) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command command, CancellationToken cancellationToken)
        {
            var newest = await versions.Newest(cancellationToken);
            if (newest.Version != command.BasedOn) throw new Stale($"Somebody saved version {newest.Version} in the meantime. Nothing was saved; look at it, then save again.");
            var before = RefundPolicySheet.Read(newest.Data);
            var sheet = new RefundPolicySheet(newest.Version + 1, command.FullWithinDays, before.Limits.Concat(command.Limits).GroupBy(l => l.Key).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal)) { ExecutiveAbove = command.ExecutiveAbove };
            if (sheet.Problems() is { Count: > 0 } problems) throw new Refused(problems);
            if (sheet.SaysTheSame(before)) throw new Refused("Nothing was changed.");
            versions.Add(sheet.Version, sheet.On(newest.Data), caller.Viewer.Name, PlainText.Storable(command.Reason!.Trim()), time.Instant());
            after.Do(policies.ReadAgain);
            return sheet.Version;
        }
    }
}
