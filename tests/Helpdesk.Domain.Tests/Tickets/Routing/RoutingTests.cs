using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Tickets;

public class RoutingTests
{
    private static readonly RoutingPolicy Policy = RoutingPolicy.Shipped;

    [Theory]
    [InlineData("api_error", Team.CustomerService, Team.TechnicalSupport)]
    [InlineData("login", Team.CustomerService, Team.CustomerService)]
    [InlineData("refund_request", Team.CustomerService, Team.Finance)]
    [InlineData("story_quality", Team.CustomerService, Team.Content)]
    [InlineData("ip_question", Team.CustomerService, Team.Content)]
    [InlineData("coppa", Team.Safety, Team.Safety)]
    public void D12_4_a_sure_answer_goes_to_level_1_of_its_category(string subcategory, Team team, Team owner)
    {
        var decision = Decide(About(subcategory));
        decision.Team.ShouldBe(team);
        decision.Owner.ShouldBe(owner);
        decision.Level.ShouldBe(1);
        decision.NeedsTriage.ShouldBeFalse();
        decision.DecidedBy.ShouldBe(DecidedBy.Model);
    }

    [Theory]
    [InlineData(0.54, true)]
    [InlineData(0.55, false)]
    public void D6_below_the_threshold_a_ticket_needs_triage_and_keeps_its_best_guess(double confidence, bool needsTriage)
    {
        var decision = Decide(About("refund_request", confidence));
        decision.NeedsTriage.ShouldBe(needsTriage);
        decision.Team.ShouldBe(Team.CustomerService);
        decision.Category.ShouldBe(Category.Billing);
    }

    [Theory]
    [InlineData(Signals.LegalThreat, Team.Legal, 3)]
    [InlineData(Signals.Dmca, Team.Legal, 3)]
    [InlineData(Signals.CeaseAndDesist, Team.Legal, 3)]
    [InlineData(Signals.LawEnforcement, Team.Legal, 3)]
    [InlineData(Signals.ComplianceViolation, Team.Legal, 3)]
    [InlineData(Signals.SecurityBreach, Team.Engineering, 3)]
    [InlineData(Signals.DataLoss, Team.Engineering, 3)]
    [InlineData(Signals.SystemOutage, Team.Engineering, 3)]
    [InlineData(Signals.EnterpriseContract, Team.Finance, 2)]
    [InlineData(Signals.SpecialPricing, Team.Finance, 2)]
    public void D12_2_a_direct_rule_sets_team_and_level_together(string signal, Team team, int level)
    {
        var decision = Decide(About("performance", 0.2, signal));
        (decision.Team, decision.Level).ShouldBe((team, level));
        decision.NeedsTriage.ShouldBeFalse();
        decision.DecidedBy.ShouldBe(DecidedBy.Rule);
        decision.InformsSafety.ShouldBe(signal == Signals.LawEnforcement);
    }

    [Fact]
    public void D12_2_a_rights_holders_claim_goes_to_legal()
    {
        var decision = Decide(About("rights_holder_claim", 0.9));
        (decision.Team, decision.Level, decision.Owner).ShouldBe((Team.Legal, 3, Team.Content));
    }

    [Fact]
    public void D12_2_the_first_rule_that_applies_wins()
    {
        Decide(About("invoice_question", 0.9, Signals.SpecialPricing, Signals.SystemOutage, Signals.LegalThreat)).Team.ShouldBe(Team.Legal);
        Decide(About("invoice_question", 0.9, Signals.SpecialPricing, Signals.SystemOutage)).Team.ShouldBe(Team.Engineering);
    }

    [Theory]
    [InlineData(Severity.Medium)]
    [InlineData(Severity.High)]
    [InlineData(Severity.Critical)]
    public void D12_1_a_finding_of_medium_or_more_comes_before_everything(Severity severity)
    {
        var decision = Routing.Decide(About("refund_request", 0.99, Signals.LegalThreat), Found(SafetyKind.MandatoryReporting, severity), Plan.Free, Policy);
        decision.Subcategory.Slug.ShouldBe("mandatory_reporting");
        (decision.Team, decision.Level, decision.Owner).ShouldBe((Team.Safety, 1, Team.Safety));
        decision.DecidedBy.ShouldBe(DecidedBy.Rule);
        decision.Reason.ShouldContain(Words.Slug(severity));
    }

    [Fact]
    public void D9_a_finding_of_low_leaves_category_and_team_with_the_model()
    {
        var decision = Routing.Decide(About("subscription_change", 0.9), Found(SafetyKind.Coppa, Severity.Low), Plan.Free, Policy);
        decision.Category.ShouldBe(Category.Billing);
        decision.Team.ShouldBe(Team.CustomerService);
    }

    [Theory]
    [InlineData("api_error", 3, 3, Team.Engineering)]
    [InlineData("api_error", 4, 3, Team.Engineering)]
    [InlineData("api_error", 2, 1, Team.CustomerService)]
    [InlineData("login", 3, 1, Team.CustomerService)]
    public void D12a_support_tier_3_and_4_of_a_technical_ticket_start_at_level_3(string subcategory, int tier, int level, Team team)
    {
        var decision = Routing.Decide(About(subcategory), null, Plan.Free, Policy, tier);
        (decision.Level, decision.Team).ShouldBe((level, team));
    }

    [Theory]
    [InlineData(Plan.Family, false)]
    [InlineData(Plan.Professional, true)]
    [InlineData(Plan.Enterprise, true)]
    public void D12a_only_priority_plans_are_offered_at_any_hour(Plan plan, bool anyHour) =>
        Routing.Decide(About("login"), null, plan, Policy).AnyHour.ShouldBe(anyHour);

    [Fact]
    public void D12_a_high_profile_or_repeated_ip_sets_the_legal_flag_on_ip_tickets_only()
    {
        Decide(About("missing_attribution", 0.9, Signals.HighProfileIp)).LegalReview.ShouldBeTrue();
        Decide(About("missing_attribution", 0.9, Signals.HighProfileIp)).Team.ShouldBe(Team.CustomerService);
        Decide(About("voice_synthesis", 0.9, Signals.HighProfileIp)).LegalReview.ShouldBeFalse();
        Routing.Decide(About("ip_question"), null, Plan.Free, Policy, ticketsOnSameIp: 3).LegalReview.ShouldBeTrue();
        Routing.Decide(About("ip_question"), null, Plan.Free, Policy, ticketsOnSameIp: 2).LegalReview.ShouldBeFalse();
    }

    [Fact]
    public void D11_every_category_has_its_path()
    {
        Levels(Category.Technical).ShouldBe([Team.CustomerService, Team.TechnicalSupport, Team.Engineering]);
        Levels(Category.Account).ShouldBe([Team.CustomerService, Team.TechnicalSupport, Team.Engineering]);
        Levels(Category.Billing).ShouldBe([Team.CustomerService, Team.Finance, Team.Executive]);
        Levels(Category.Content).ShouldBe([Team.CustomerService, Team.Content, Team.Safety]);
        Levels(Category.IpAttribution).ShouldBe([Team.CustomerService, Team.Content, Team.Legal]);
        Levels(Category.Safety).ShouldBe([Team.Safety, Team.Legal]);
        Should.Throw<ArgumentOutOfRangeException>(() => Policy.Path(Category.Safety).TeamAt(3));
        Policy.Path(Category.IpAttribution).LevelOf(Team.Legal).ShouldBe(3);
    }

    private static IReadOnlyList<Team> Levels(Category category) => Policy.Path(category).Levels;

    [Fact]
    public void D8_D12_where_the_screening_hears_nothing_the_models_guess_of_safety_makes_way()
    {
        var guess = About("crisis", 0.9) with { Suggestions = [new(Taxonomy.Get("crisis"), 0.9), new(Taxonomy.Get("coppa"), 0.06), new(Taxonomy.Get("performance"), 0.04)] };

        var heard = guess.Beside(Found(SafetyKind.Coppa, Severity.Low));
        var unheard = guess.Beside(Screening.Screen(new("", "This bug is killing me."), Lexicon.Shipped));

        heard.ShouldBe(guess);
        guess.Beside(null).ShouldBe(guess, "what was not screened is not known to be harmless");
        (unheard.Top.Slug, unheard.Confidence).ShouldBe(("performance", 0.04));
        unheard.Suggestions.Select(s => s.Subcategory.Slug).ShouldBe(["performance", "crisis", "coppa"]);
        Decide(unheard).NeedsTriage.ShouldBeTrue();
    }

    [Theory]
    [InlineData("privacy", 0.8, "privacy")]
    [InlineData("privacy", 0.3, "mandatory_reporting")]
    [InlineData("refund_request", 0.9, "mandatory_reporting")]
    public void D12_1_a_finding_makes_it_safety_and_a_sure_model_says_which_kind(string guess, double confidence, string subcategory)
    {
        var decision = Routing.Decide(About(guess, confidence), Found(SafetyKind.MandatoryReporting, Severity.High), Plan.Free, Policy);

        (decision.Category, decision.Subcategory.Slug, decision.Team).ShouldBe((Category.Safety, subcategory, Team.Safety));
    }

    private static RoutingDecision Decide(Classification classification) => Routing.Decide(classification, null, Plan.Free, Policy);

    private static Classification About(string subcategory, double confidence = 0.9, params string[] signals)
    {
        var evidence = new Evidence(TextField.Body, 0, 1, "x", "x");
        var top = Taxonomy.Get(subcategory);
        return new Classification(top, confidence, [new Suggestion(top, confidence)], [], [], [.. signals.Select(s => new SignalFound(s, evidence))], Impact.Low, "test");
    }

    private static Verdict Found(SafetyKind kind, Severity severity) =>
        new([new Finding(kind, severity, TextField.Body, 0, 1, "x", "test", MayConcernHousehold: false, ReportTrigger: false)], "test");
}
