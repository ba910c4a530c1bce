using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Tickets;

public class SignalTests
{
    [Theory]
    [InlineData("I can see another family's stories in my library", Signals.SecurityBreach)]
    [InlineData("All our stories have disappeared overnight", Signals.DataLoss)]
    [InlineData("The whole platform is down for everyone", Signals.SystemOutage)]
    [InlineData("This is a violation of GDPR", Signals.ComplianceViolation)]
    [InlineData("Your API returns 500 on every call", Signals.ApiFailure)]
    [InlineData("The Alexa skill stopped answering", Signals.IntegrationFailure)]
    [InlineData("Favourites do not sync to the tablet", Signals.DataSync)]
    [InlineData("The app is terribly slow", Signals.Performance)]
    [InlineData("I am locked out", Signals.Access)]
    [InlineData("It would be great if there was a dark mode", Signals.FeatureRequest)]
    [InlineData("Just a quick question", Signals.GeneralQuestion)]
    [InlineData("Do you offer onboarding for our teachers?", Signals.Training)]
    [InlineData("You will hear from my lawyer", Signals.LegalThreat)]
    [InlineData("This is a DMCA notice", Signals.Dmca)]
    [InlineData("Cease and desist from using our hero", Signals.CeaseAndDesist)]
    [InlineData("I am a detective with the county police", Signals.LawEnforcement)]
    [InlineData("We want to renew our Enterprise contract", Signals.EnterpriseContract)]
    [InlineData("Do you have volume pricing?", Signals.SpecialPricing)]
    [InlineData("Elsa is in it", Signals.HighProfileIp)]
    public void D11a_a_rule_reads_the_signal_with_its_words(string text, string signal)
    {
        var found = Model.Shipped.Classify("", text).Signals.SingleOrDefault(s => s.Signal == signal);
        found.ShouldNotBeNull();
        text[found.Evidence.Start..found.Evidence.End].ShouldBe(found.Evidence.Text);
        found.Evidence.For.ShouldBe(signal);
    }

    [Theory]
    [InlineData("I forgot my password", Signals.SecurityBreach)]
    [InlineData("There was no data loss, do not worry", Signals.DataLoss)]
    [InlineData("This is not an outage", Signals.SystemOutage)]
    [InlineData("My daughter feels down for a while. Stories cheer her up", Signals.SystemOutage)]
    [InlineData("My son wants to be a police officer when he grows up", Signals.LegalThreat)]
    [InlineData("What is the price of Premium?", Signals.SpecialPricing)]
    public void D11a_a_near_miss_sets_nothing(string text, string signal) =>
        Model.Shipped.Classify("", text).Signals.ShouldNotContain(s => s.Signal == signal);

    [Theory]
    [InlineData("All our users are locked out", Plan.Professional, Impact.High)]
    [InlineData("We cannot work at all", Plan.Enterprise, Impact.High)]
    [InlineData("We cannot work at all", Plan.Family, Impact.Low)]
    [InlineData("One story is late", Plan.Enterprise, Impact.Low)]
    public void D11a_impact_is_high_by_rule_on_professional_and_enterprise(string text, Plan plan, Impact impact)
    {
        var classification = Model.Shipped.Classify("", text, plan: plan);
        classification.Impact.ShouldBe(impact);
        BusinessImpact.Of(Model.Shipped.Classify("", text).Evidence, plan).ShouldBe(impact);
    }
}
