using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests;

public class PlansTests
{
    [Theory]
    [InlineData("Alexa+ Starter", Plan.AlexaStarter)]
    [InlineData("ENTERPRISE", Plan.Enterprise)]
    [InlineData("pro", Plan.Professional)]
    public void D1_slug_or_display_name_in_any_case(string text, Plan expected)
    {
        Plans.TryParse(text, out var plan).ShouldBeTrue();
        plan.ShouldBe(expected);
    }

    [Theory]
    [InlineData(Plan.Free, 1, false, false)]
    [InlineData(Plan.Family, null, true, false)]
    [InlineData(Plan.Professional, null, true, true)]
    [InlineData(Plan.Enterprise, null, true, true)]
    public void D1_a_plan_carries_its_facts_and_what_is_not_known_is_null(Plan plan, int? stories, bool voice, bool phone)
    {
        PlanFacts.Of(plan).ShouldBe(new PlanFacts(stories, voice, phone, ApiRequestsPerMinute: null));
        plan.HasPhone().ShouldBe(phone);
    }

    [Theory]
    [InlineData("""{"gold":{"storiesPerMonth":1,"voice":true,"phone":true,"apiRequestsPerMinute":1}}""")]
    [InlineData("""{"free":{"storiesPerMonth":1,"voice":true,"phone":true,"apiRequestsPerMinute":1}}""")]
    public void D1_facts_of_an_unknown_plan_or_of_some_only_are_refused(string json) => Should.Throw<FormatException>(() => PlanFacts.Parse(json));
}
