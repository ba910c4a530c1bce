namespace Helpdesk.Domain.Tickets;

/// <summary>
/// How hard the customer's business is hit, as far as a rule may say it (D11a): high when words like "all our users" or
/// "cannot work at all" come from Professional or Enterprise, else low. None and medium are set by a person.
/// </summary>
public static class BusinessImpact
{
    /// <summary>What <see cref="Evidence.For"/> says for words of high impact.</summary>
    public const string High = "impact_high";

    /// <summary>Give the plan when it is known; call again when it changes.</summary>
    public static Impact Of(IEnumerable<Evidence> evidence, Plan plan) =>
        plan is Plan.Professional or Plan.Enterprise && evidence.Any(e => string.Equals(e.For, High, StringComparison.Ordinal))
            ? Impact.High
            : Impact.Low;
}
