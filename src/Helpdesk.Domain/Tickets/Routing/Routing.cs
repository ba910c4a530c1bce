using System.Globalization;
using Helpdesk.Domain.Safety;

namespace Helpdesk.Domain.Tickets;

/// <summary>Joins what the model and the screening say into one decision, in the order of D12.</summary>
public static class Routing
{
    /// <param name="verdict">Null when the text has not been screened; the ticket is then restricted by D34a, not by this.</param>
    /// <param name="supportTier">1 to 4 (D14).</param>
    /// <param name="ticketsOnSameIp">Tickets of the last 90 days, this one included, that name the same character or owner.</param>
    public static RoutingDecision Decide(
        Classification classification, Verdict? verdict, Plan plan, RoutingPolicy policy, int supportTier = 1, int ticketsOnSameIp = 1)
    {
        var topic = Topic(classification, verdict);
        var byRule = topic.Rule is not null;
        var path = policy.Path(topic.Subcategory.Category);
        var place = byRule ? new Place(Team.Safety, 1, topic.Rule!, Rule: true) : Placed(classification, policy, path, supportTier);
        return new RoutingDecision(
            topic.Subcategory.Category, topic.Subcategory, place.Team, place.Level, path.Owner,
            place.NeedsTriage, LegalReview(classification, topic.Subcategory, policy, ticketsOnSameIp), place.InformsSafety,
            AnyHour: plan is Plan.Professional or Plan.Enterprise || topic.Subcategory.Category == Category.Safety,
            place.Rule ? DecidedBy.Rule : DecidedBy.Model, place.Reason);
    }

    private const double MoreLikelyThanNot = 0.5;

    /// <summary>
    /// Category and subcategory: D12 (1), a finding of medium or more makes it safety; else the model's answer stands. Which kind of
    /// safety matter the mail as a whole is about, the model tells better than the one sentence that was found, if it is sure.
    /// </summary>
    public static (Subcategory Subcategory, string? Rule) Topic(Classification classification, Verdict? verdict)
    {
        if (verdict?.Worst is not { Severity: >= Severity.Medium } worst) return (classification.Top, null);
        var found = Taxonomy.Get(Words.Slug(worst.Kind));
        var sureOfSafety = classification.Top.Category == Category.Safety && classification.Confidence >= MoreLikelyThanNot;
        return (sureOfSafety ? classification.Top : found, $"The screening found {found.Name.ToLowerInvariant()} of {Words.Slug(worst.Severity)} severity.");
    }

    private readonly record struct Place(Team Team, int Level, string Reason, bool Rule, bool NeedsTriage = false, bool InformsSafety = false);

    private static Place Placed(Classification classification, RoutingPolicy policy, EscalationPath path, int supportTier)
    {
        if (policy.Direct.FirstOrDefault(route => route.Applies(classification)) is { } direct)
        {
            return new Place(direct.Team, direct.Level, $"Direct rule: {direct.Reason}.", Rule: true, InformsSafety: direct.InformsSafety);
        }

        var percent = classification.Confidence.ToString("P0", CultureInfo.InvariantCulture);
        if (classification.Confidence < policy.Threshold)
        {
            var least = policy.Threshold.ToString("P0", CultureInfo.InvariantCulture);
            return new Place(Team.CustomerService, 1, $"Needs triage: the model is {percent} sure of {classification.Top.Name.ToLowerInvariant()}, {least} are asked for.", Rule: false, NeedsTriage: true);
        }

        // D12a: support tier 3 and 4 of a technical ticket start at L3.
        const int Expert = 3;
        if (path.Category == Category.Technical && supportTier >= Expert)
        {
            return new Place(path.TeamAt(path.Top), path.Top, $"A technical ticket of support tier {supportTier} starts at L{path.Top}.", Rule: true);
        }

        return new Place(path.TeamAt(1), 1, $"The model is {percent} sure of {classification.Top.Name.ToLowerInvariant()}; {path.Category.Name()} starts at L1.", Rule: false);
    }

    /// <summary>D12: the same character or owner again and again, or an IP on Content's high-profile list. Only IP tickets are meant.</summary>
    private static bool LegalReview(Classification classification, Subcategory topic, RoutingPolicy policy, int ticketsOnSameIp) =>
        topic.Category == Category.IpAttribution
        && (ticketsOnSameIp >= policy.RepeatedIpDisputes
            || classification.Signals.Any(s => s.Signal is Signals.HighProfileIp or Signals.RepeatedIpDispute));
}
