using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;
using static Helpdesk.Domain.Tests.Tickets.SlaCase;

namespace Helpdesk.Domain.Tests.Tickets;

/// <summary>D22, D22a, D23: which policy sets which target.</summary>
public class PolicyTests
{
    // A Free ticket (48 h, 5 bd, 7 bd) that arrives on Tuesday 2026-06-02 at 10:00.
    [Theory]
    [InlineData("crisis", "2026-06-02 10:15", "issue:safety/crisis")]
    [InlineData("mandatory_reporting", "2026-06-02 11:00", "issue:safety/mandatory_reporting")]
    [InlineData("content_moderation", "2026-06-02 14:00", "issue:safety/content_moderation")]
    [InlineData("privacy", "2026-06-03 10:00", "issue:safety/privacy")]
    [InlineData("coppa", "2026-06-03 10:00", "issue:safety/coppa")]
    public void D22_safety_issues_set_the_first_response_and_nothing_else(string subcategory, string first, string policy)
    {
        var due = Due(Plan.Free, subcategory, "2026-06-02 10:00");
        due.FirstResponse.ShouldSatisfyAllConditions(d => d.Due.ShouldBe(Time(first)), d => d.Policy.ShouldBe(policy));
        due.Resolution.ShouldSatisfyAllConditions(d => d.Due.ShouldBe(Time("2026-06-09 10:00")), d => d.Policy.ShouldBe("plan:free"));
        due.Escalation.ShouldSatisfyAllConditions(d => d.Due.ShouldBe(Time("2026-06-11 10:00")), d => d.Policy.ShouldBe("plan:free"));
        due.Acknowledgment.ShouldSatisfyAllConditions(d => d.Due.ShouldBeNull(), d => d.Policy.ShouldBeNull());
    }

    [Theory]
    [InlineData("missing_attribution")]
    [InlineData("false_positive")]
    [InlineData("ip_question")]
    public void D22_other_ip_is_answered_in_24_hours_and_solved_in_3_business_days(string subcategory)
    {
        var due = Due(Plan.Free, subcategory, "2026-06-02 10:00");
        due.FirstResponse.ShouldSatisfyAllConditions(d => d.Due.ShouldBe(Time("2026-06-03 10:00")), d => d.Policy.ShouldBe($"issue:ip_attribution/{subcategory}"));
        due.Resolution.ShouldSatisfyAllConditions(d => d.Due.ShouldBe(Time("2026-06-05 10:00")), d => d.Policy.ShouldBe($"issue:ip_attribution/{subcategory}"));
        due.Acknowledgment.Policy.ShouldBeNull();
    }

    [Fact]
    public void D22_a_rights_holder_is_acknowledged_within_the_hour_at_any_hour()
    {
        var due = Due(Plan.Free, "rights_holder_claim", "2026-06-06 23:30");
        due.Acknowledgment.ShouldSatisfyAllConditions(
            d => d.Due.ShouldBe(Time("2026-06-07 00:30")), d => d.Policy.ShouldBe("issue:ip_attribution/rights_holder_claim"));
        due.FirstResponse.Due.ShouldBe(Time("2026-06-07 23:30"));
        due.Resolution.Policy.ShouldBe("plan:free");
    }

    [Theory]
    [InlineData(1, "2026-06-04 10:00", "plan:free", "2026-06-09 10:00", "plan:free")] // a handling target is no policy
    [InlineData(2, "2026-06-04 10:00", "plan:free", "2026-06-09 10:00", "plan:free")]
    [InlineData(3, "2026-06-02 14:00", "tier:3", "2026-06-02 22:00", "tier:3")]
    [InlineData(4, "2026-06-02 11:00", "tier:4", "2026-06-02 14:00", "tier:4")]
    public void D22_tiers_3_and_4_are_emergency_policies(int tier, string first, string firstPolicy, string resolution, string resolutionPolicy)
    {
        var due = Due(Plan.Free, "api_error", "2026-06-02 10:00", tier: tier);
        due.FirstResponse.ShouldSatisfyAllConditions(d => d.Due.ShouldBe(Time(first)), d => d.Policy.ShouldBe(firstPolicy));
        due.Resolution.ShouldSatisfyAllConditions(d => d.Due.ShouldBe(Time(resolution)), d => d.Policy.ShouldBe(resolutionPolicy));
        due.Escalation.Policy.ShouldBe("plan:free");
    }

    [Fact]
    public void D22_the_handling_targets_of_tiers_1_and_2_are_there_to_be_shown()
    {
        var facts = new SlaFacts(Plan.Free, Taxonomy.Get("login"), 2, Time("2026-06-02 10:00"));
        var handling = SlaPolicies.Shipped.Handling(facts).ShouldHaveSingleItem();
        (handling.FirstResponse.ToString(), handling.Resolution.ToString()).ShouldBe(("12 h elapsed", "24 h elapsed"));
        SlaPolicies.Shipped.Applying(facts).Select(p => p.Name).ShouldBe(["plan:free"]);
        SlaPolicies.Shipped.Handling(facts with { SupportTier = 3 }).ShouldBeEmpty();
    }

    [Fact]
    public void D23_the_earliest_wins_for_each_target_alone()
    {
        // Professional: 4 h and 1 bd; tier 3: 4 h and 12 h. Friday 16:00: 12 h elapsed end before one business day does.
        var due = Due(Plan.Professional, "api_error", "2026-06-05 16:00", tier: 3);
        due.FirstResponse.ShouldSatisfyAllConditions(d => d.Due.ShouldBe(Time("2026-06-05 20:00")), d => d.Policy.ShouldBe("plan:professional"));
        due.Resolution.ShouldSatisfyAllConditions(d => d.Due.ShouldBe(Time("2026-06-06 04:00")), d => d.Policy.ShouldBe("tier:3"));
        due.Escalation.Due.ShouldBe(Time("2026-06-09 16:00"));
    }

    [Fact]
    public void D23_on_a_tie_the_plan_stands_before_the_issue_and_the_issue_before_the_tier()
    {
        Due(Plan.Individual, "privacy", "2026-06-02 10:00").FirstResponse.Policy.ShouldBe("plan:individual");
        Due(Plan.Free, "content_moderation", "2026-06-02 10:00", tier: 3).FirstResponse.Policy.ShouldBe("issue:safety/content_moderation");
    }

    [Fact]
    public void D23_resolution_is_never_before_first_response()
    {
        var due = Due(Plan.Enterprise, "login", "2026-06-02 23:30"); // 1 h passes midnight, "same day" does not
        due.FirstResponse.Due.ShouldBe(Time("2026-06-03 00:30"));
        due.Resolution.ShouldSatisfyAllConditions(d => d.Due.ShouldBe(Time("2026-06-03 00:30")), d => d.Policy.ShouldBe("floor:firstResponse"));
        due.Resolution.Floored!.Due.ShouldBe(Time("2026-06-03 00:00"));
        due.Escalation.Policy.ShouldBe("plan:enterprise");
    }

    [Fact]
    public void D23_a_floor_needs_a_resolution_before_the_response_not_with_it()
    {
        var due = Due(Plan.Enterprise, "login", "2026-06-02 23:00");
        due.Resolution.ShouldSatisfyAllConditions(d => d.Due.ShouldBe(due.FirstResponse.Due), d => d.Policy.ShouldBe("plan:enterprise"));
    }

    [Fact]
    public void D23_escalation_is_never_before_resolution()
    {
        // One hand-made policy: escalate after 1 h, resolve within 4 h.
        var policies = SlaPolicies.Parse(
            ShippedData.Text("sla.json").Replace("\"7 bd business\"", "\"1 h elapsed\"", StringComparison.Ordinal), SupportCalendars.Shipped);
        var facts = new SlaFacts(Plan.Free, Taxonomy.Get("login"), 4, Time("2026-06-02 10:00"));
        var due = DueTimes.Of(facts, policies);
        due.Escalation.ShouldSatisfyAllConditions(d => d.Due.ShouldBe(Time("2026-06-02 14:00")), d => d.Policy.ShouldBe("floor:resolution"));

        // While the resolution stands still behind a pause, what may not precede it stands still too.
        var paused = DueTimes.Of(facts with { Pauses = Pauses("2026-06-02 12:00 ..") }, policies);
        paused.Resolution.IsPaused.ShouldBeTrue();
        paused.Escalation.ShouldSatisfyAllConditions(d => d.IsPaused.ShouldBeTrue(), d => d.Policy.ShouldBe("floor:resolution"));
        paused.Escalation.RemainingAt(Time("2026-06-02 13:00")).ShouldBe(TimeSpan.FromHours(2));
    }

    [Fact]
    public void D22a_the_first_response_follows_the_earliest_incident()
    {
        var text = Time("2026-06-02 15:00");
        var incident = SlaPolicies.Shipped.Incident(SafetyKind.Privacy, Severity.Critical, text);
        incident.ShouldBe(new IncidentTarget("incident:critical", text, text.AddMinutes(15)));
        SlaPolicies.Shipped.Incident(SafetyKind.Privacy, Severity.High, text).ShouldBe(new IncidentTarget("incident:privacy", text, text.AddHours(24)));
        SlaPolicies.Shipped.Incident(SafetyKind.Crisis, Severity.High, text).Due.ShouldBe(text.AddMinutes(15));
        SlaPolicies.Shipped.Incident(SafetyKind.MandatoryReporting, Severity.High, text).Due.ShouldBe(text.AddHours(1));

        var facts = new SlaFacts(Plan.Free, Taxonomy.Get("login"), null, Time("2026-06-02 10:00")) { Incidents = [incident] };
        DueTimes.Of(facts, SlaPolicies.Shipped).FirstResponse
            .ShouldSatisfyAllConditions(d => d.Due.ShouldBe(text.AddMinutes(15)), d => d.Policy.ShouldBe("incident:critical"));
    }

    [Fact]
    public void D25_an_acknowledgment_may_begin_at_a_reclassification()
    {
        var facts = new SlaFacts(Plan.Free, Taxonomy.Get("rights_holder_claim"), null, Time("2026-06-02 10:00")) { AcknowledgmentFrom = Time("2026-06-02 15:00") };
        DueTimes.Of(facts, SlaPolicies.Shipped).Acknowledgment.Due.ShouldBe(Time("2026-06-02 16:00"));
    }

    [Fact]
    public void D20_a_policy_that_is_none_of_the_forms_is_refused()
    {
        var shipped = ShippedData.Text("sla.json");
        Should.Throw<FormatException>(() => SlaPolicies.Parse(shipped.Replace("plan:family", "plan:famly", StringComparison.Ordinal), SupportCalendars.Shipped));
        Should.Throw<FormatException>(() => SlaPolicies.Parse(shipped.Replace("48 h elapsed", "48 bd elapsed", StringComparison.Ordinal), SupportCalendars.Shipped));
        Should.Throw<FormatException>(() => SlaPolicies.Parse(shipped.Replace("same day", "sometime", StringComparison.Ordinal), SupportCalendars.Shipped));
        Should.Throw<FormatException>(() => SlaPolicies.Parse("{}", SupportCalendars.Shipped));
    }
}
