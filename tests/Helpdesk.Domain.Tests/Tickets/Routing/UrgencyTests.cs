using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Tickets;

/// <summary>D11a, D14, D15: from severity, impact and signals.</summary>
public class UrgencyTests
{
    [Theory]
    [InlineData(Severity.Critical, Impact.Low, "", 4)]
    [InlineData(null, Impact.High, "", 4)]
    [InlineData(Severity.High, Impact.Medium, "", 1)]
    [InlineData(null, Impact.Low, "security_breach", 3)]
    [InlineData(null, Impact.Medium, "data_loss,api_failure", 3)]
    [InlineData(null, Impact.None, "system_outage", 3)]
    [InlineData(null, Impact.Low, "api_failure", 2)]
    [InlineData(null, Impact.Low, "integration_failure,training", 2)]
    [InlineData(null, Impact.Low, "compliance_violation,performance", 1)]
    [InlineData(null, Impact.Low, "", 1)]
    public void D14_support_tier(Severity? severity, Impact impact, string signals, int tier) =>
        SupportTiers.Of(severity, impact, Slugs(signals), UrgencyPolicy.Shipped).ShouldBe(tier);

    [Theory]
    [InlineData(null, false, null)]
    [InlineData(null, true, Severity.Critical)]
    [InlineData(Severity.Medium, false, Severity.Medium)]
    [InlineData(Severity.High, true, Severity.High)]
    public void D11a_severity_is_the_incidents_else_that_of_a_confirmed_outage(Severity? incident, bool confirmed, Severity? severity) =>
        SupportTiers.SeverityOf(incident, confirmed).ShouldBe(severity);

    [Theory]
    [InlineData(null, Impact.Low, "security_breach", Priority.Urgent)]
    [InlineData(null, Impact.Low, "data_loss", Priority.Urgent)]
    [InlineData(null, Impact.Low, "system_outage,training", Priority.Urgent)]
    [InlineData(null, Impact.Low, "compliance_violation", Priority.Urgent)]
    [InlineData(Severity.High, Impact.Low, "training", Priority.Urgent)]
    [InlineData(Severity.Critical, Impact.Low, "", Priority.Urgent)]
    [InlineData(Severity.Medium, Impact.Low, "", Priority.Normal)]
    [InlineData(null, Impact.Medium, "api_failure", Priority.High)]
    [InlineData(null, Impact.High, "api_failure", Priority.High)]
    [InlineData(null, Impact.Low, "api_failure", Priority.Normal)]
    [InlineData(null, Impact.Low, "data_sync", Priority.High)]
    [InlineData(null, Impact.Low, "performance,feature_request", Priority.High)]
    [InlineData(null, Impact.Low, "access", Priority.High)]
    [InlineData(null, Impact.Low, "feature_request", Priority.Low)]
    [InlineData(null, Impact.Low, "general_question", Priority.Low)]
    [InlineData(null, Impact.High, "training", Priority.Low)]
    [InlineData(null, Impact.High, "", Priority.Normal)]
    public void D15_priority(Severity? incident, Impact impact, string signals, Priority priority) =>
        Priorities.Of(incident, impact, Slugs(signals), UrgencyPolicy.Shipped).ShouldBe(priority);

    [Fact]
    public void D14_D15_the_lists_are_data()
    {
        var other = UrgencyPolicy.Parse(ShippedData.Text("urgency.json").Replace("\"training\"]", "\"training\", \"access\"]", StringComparison.Ordinal)
            .Replace("\"performance\", \"access\"", "\"performance\"", StringComparison.Ordinal).Replace("\"technical\": [", "\"technical\": [\"access\", ", StringComparison.Ordinal));
        Priorities.Of(null, Impact.Low, ["access"], other).ShouldBe(Priority.Low);
        SupportTiers.Of(null, Impact.Low, ["access"], other).ShouldBe(2);
        Should.Throw<FormatException>(() => UrgencyPolicy.Parse(ShippedData.Text("urgency.json").Replace("data_sync", "data_sink", StringComparison.Ordinal)));
    }

    private static string[] Slugs(string signals) => signals.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
