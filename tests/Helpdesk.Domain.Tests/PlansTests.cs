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
}
