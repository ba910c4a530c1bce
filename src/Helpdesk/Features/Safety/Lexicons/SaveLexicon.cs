using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Http;
using MediatR;

namespace Helpdesk.Features.Safety;

/// <summary>
/// Saves a new version of the lexicon (D8). Every node reads it within seconds. A version that makes a kept case fail says in writing
/// why that is right.
/// </summary>
public static class SaveLexicon
{
    private const int LongestReason = 500;

    /// <param name="BasedOn">The version that the writer saw.</param>
    /// <param name="Accepting">Why kept cases may fail; needed only when some do.</param>
    [Requires(Permission.EditLexicon)]
    public sealed record Command(int BasedOn, LexiconChange Change, string Reason, string? Accepting) : ICommand<int>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Reason).Must(r => r.Trim().Length is > 0 and <= LongestReason).WithMessage($"Say in at most {LongestReason} characters why the lexicon changes.");
            RuleFor(c => c.Accepting).MaximumLength(LongestReason).WithMessage($"Say in at most {LongestReason} characters why the cases may fail.");
        }
    }

    /// <returns>The number of the new version.</returns>
    internal sealed class Handler(LexiconVersions versions, RedTeamCases cases, Policies policies, Caller caller, TimeProvider time, AfterCommit after) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command command, CancellationToken cancellationToken)
        {
            var (version, sheet) = await versions.Newest(cancellationToken);
            if (version != command.BasedOn) throw new Stale($"Somebody saved version {version} in the meantime. Nothing was saved and your words are kept: look at the preview, then save again.");
            var (changed, lexicon) = command.Change.On(sheet);
            if (changed.SaysTheSame(sheet)) throw new Refused("Nothing was changed.");
            var kept = (await cases.Kept(cancellationToken)).Select(k => k.Case);
            var failing = LexiconEffect.Of(kept, [], await versions.InForce(sheet, cancellationToken), lexicon).Failing.Count;
            var accepting = command.Accepting?.Trim() ?? "";
            if (failing > 0 && accepting.Length == 0)
                throw new Refused($"{failing} kept {(failing == 1 ? "case" : "cases")} would fail with this version. Say why that is right, or change the words.");
            var reason = failing > 0 ? $"{command.Reason.Trim()} ({failing} kept {(failing == 1 ? "case fails" : "cases fail")}: {accepting})" : command.Reason.Trim();
            versions.Add(version + 1, changed.Numbered(version + 1), caller.Viewer.Name, PlainText.Storable(reason), time.Instant());
            after.Do(policies.ReadAgain);
            return version + 1;
        }
    }
}
