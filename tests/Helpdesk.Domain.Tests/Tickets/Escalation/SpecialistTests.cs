using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Tickets;

/// <summary>D13: symptoms that belong with a specialist.</summary>
public class SpecialistTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly EscalationPolicy Policy = EscalationPolicy.Shipped;

    [Theory]
    [InlineData("wrong_tier", Team.Finance)]
    [InlineData("wrong_tier_replayed", Team.BillingEngineering)]
    [InlineData("payment_without_entitlement", Team.BillingEngineering)]
    [InlineData("credits_not_granted", Team.BackendEngineering)]
    [InlineData("credits_stuck", Team.DataPlatform)]
    [InlineData("billing_portal", Team.Finance)]
    [InlineData("credits_page_blank", Team.BillingEngineering)]
    [InlineData("credits_page_error", Team.BackendEngineering)]
    [InlineData("pricing_page_down", Team.FrontendOnCall)]
    [InlineData("no_correlation_id", Team.Devops)]
    [InlineData("analytics_at_zero", Team.Growth)]
    public void D13_each_symptom_has_its_specialist(string slug, Team team)
    {
        var ticket = At(1);
        var route = SpecialistRoutes.Shipped.Of(ticket, "specialist:" + slug).ShouldNotBeNull();
        route.To.ShouldBe(team);
        var change = HandEscalation.Event(ticket, Path, Policy, Whole(route.Criterion), Guid.NewGuid(), route);
        (change.By, change.FromLevel, change.ToLevel, change.ToTeam, change.Criterion).ShouldBe((Escalated.Person, 1, 2, team, route.Criterion));
        HandEscalation.Note(ticket, Path, Policy, Whole(route.Criterion), TimeZoneInfo.Utc, route).ShouldContain($"to {team.Name()} (level 2): {route.Words}.");
        HandEscalation.Problems(ticket, Path, Policy, Whole(route.Criterion), Now, route).ShouldBeEmpty();
    }

    [Fact]
    public void D13_every_route_of_the_rule_is_there_and_only_one_asks_somebody_outside()
    {
        SpecialistRoutes.Shipped.All.Count.ShouldBe(11);
        SpecialistRoutes.Shipped.All.Where(r => r.External is not null).ShouldHaveSingleItem().External.ShouldBe("Stripe support");
        foreach (var slug in SpecialistRoutes.Shipped.All.SelectMany(r => r.Subcategories)) Taxonomy.TryParse(slug, out Subcategory? _).ShouldBeTrue(slug);
    }

    [Fact]
    public void D13_likely_ones_come_first_and_the_top_level_has_them_too()
    {
        SpecialistRoutes.Shipped.For(At(1)).Take(5).ShouldAllBe(r => r.Subcategories.Contains("subscription_management"));
        var top = At(3);
        var route = SpecialistRoutes.Shipped.Of(top, "specialist:credits_stuck").ShouldNotBeNull();
        HandEscalation.Problems(top, Path, Policy, Whole(route.Criterion), Now, route).ShouldBeEmpty();
        HandEscalation.Destination(top, Path, route).ShouldBe((3, Team.DataPlatform), "nothing is above the top");
    }

    [Fact]
    public void D34_safety_and_what_is_restricted_go_to_no_specialist()
    {
        var restricted = At(1);
        restricted.Apply(new Restricted(NotScreened: false, []), Now);
        SpecialistRoutes.Shipped.For(restricted).ShouldBeEmpty();
        SpecialistRoutes.Shipped.For(At(1, "privacy")).ShouldBeEmpty();
        SpecialistRoutes.Shipped.Of(restricted, "specialist:wrong_tier").ShouldBeNull();
    }

    private static EscalationPath Path => RoutingPolicy.Shipped.Path(Category.Account);

    private static EscalationRequest Whole(string criterion) => new(
        criterion, "Nothing of the guide helped.", Policy.Checklist.ToDictionary(i => i.Slug, i => i.Words), new Dictionary<string, string>(), "That we look deeper.", Now.AddDays(1), "");

    private static Ticket At(int level, string subcategory = "subscription_management")
    {
        var ticket = new Ticket();
        ticket.Apply(new Triaged(subcategory, 1, null, 0, [], "person", "", Path.TeamAt(level), level, Path.Owner, false, false, Priority.Normal, 1, Impact.Low, [], ""), Now);
        return ticket;
    }
}
