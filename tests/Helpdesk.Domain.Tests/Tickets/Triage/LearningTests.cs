using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Tickets;

/// <summary>D5: what a correction points at, and when a newly trained model may answer.</summary>
public class LearningTests
{
    private const string Subject = "Question about my plan";
    private const string Body = "It goes back to the beginning when I type my password.";

    [Fact]
    public void D5_ticked_and_typed_words_become_spans_of_the_message()
    {
        var found = BecauseWords.Find(Subject, Body, ["body:3-12"], "my plan, TYPE MY PASSWORD", "login", out var problems);
        problems.ShouldBeEmpty();
        found.Select(e => e.Text).ShouldBe(["my plan", "goes back", "type my password"]);
        foreach (var span in found) (span.Field == TextField.Subject ? Subject : Body)[span.Start..span.End].ShouldBe(span.Text);
    }

    [Theory]
    [InlineData("body:3-999")]
    [InlineData("body:9-3")]
    [InlineData("note:1-2")]
    [InlineData("body:-1-4")]
    [InlineData("")]
    public void D5_a_span_outside_the_message_is_refused(string span)
    {
        BecauseWords.Find(Subject, Body, [span], null, "login", out var problems).ShouldBeEmpty();
        problems.ShouldHaveSingleItem();
    }

    [Fact]
    public void D5_words_that_the_customer_did_not_write_are_refused_by_name()
    {
        BecauseWords.Find(Subject, Body, [], "refund", "login", out var problems);
        problems.ShouldBe(["“refund” is not in the message. Copy the words as the customer wrote them."]);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 0, 0.5)]
    [InlineData(5, 0, 1.0 / 32)]
    [InlineData(4, 1, 6.0 / 32)]
    [InlineData(8, 2, 56.0 / 1024)]
    [InlineData(0, 6, 1)]
    public void D5_chance_is_the_exact_sign_test(int gained, int lost, double chance) => Promotion.ChanceOf(gained, lost).ShouldBe(chance, 1e-9);

    [Fact]
    public void D5_the_sign_test_holds_for_many_corrections()
    {
        Promotion.ChanceOf(5_000, 5_000).ShouldBeInRange(0.5, 0.51);
        Promotion.ChanceOf(5_200, 4_800).ShouldBeInRange(0.00001, 0.001);
    }

    [Theory]
    [InlineData(5, 0, 0, true)]
    [InlineData(4, 0, 0, false)] // 1 in 16 is chance
    [InlineData(9, 2, 0, true)]
    [InlineData(8, 2, 0, false)]
    [InlineData(2, 8, 0, false)]
    [InlineData(50, 0, 1, false)] // one safety case is too many
    public void D5_a_candidate_has_to_be_better_by_more_than_chance_and_worse_on_no_safety_case(int gained, int lost, int safetyLost, bool promoted)
    {
        var decision = Promotion.Of(gained, lost, safetyLost);
        decision.Promote.ShouldBe(promoted);
        decision.Reason.ShouldStartWith(promoted ? "Taken:" : "Not taken:");
    }

    [Fact]
    public void D5_a_model_learns_the_words_that_a_person_pointed_at()
    {
        Corpus shipped = Corpus.ReadShipped();
        var few = shipped.Examples.GroupBy(e => e.Subcategory).SelectMany(g => g.Take(6)).ToList();
        var example = new Example("", "The glimmerbox hums again and nothing else happens, what now?", Taxonomy.Get("voice_synthesis"), "correction");
        var told = Model.Train(new Corpus([.. few, example with { Because = ["glimmerbox hums"] }]));
        var untold = Model.Train(new Corpus([.. few, example]));
        told.Version.ShouldNotBe(untold.Version);
        Of(told, "glimmerbox hums").ShouldBeGreaterThan(Of(untold, "glimmerbox hums"));
    }

    private static double Of(Model model, string body) =>
        model.Classify("", body).Suggestions.Where(s => s.Subcategory.Slug == "voice_synthesis").Select(s => s.Confidence).SingleOrDefault();
}
