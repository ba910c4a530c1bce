using Helpdesk.Domain.Safety;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Safety;

public class RedTeamTests
{
    private static readonly LexiconSheet Sheet = LexiconSheet.Read(Lexicon("purple elephant"));

    [Fact]
    public void D8_plain_lines_and_JSON_lines_are_phrases()
    {
        var (phrases, problems) = RedTeamLines.Read("\uFEFFplain words\r\n\n  {\"text\":\"a\",\"kind\":\"crisis\",\"severity\":\"high\"}\n{\"text\":\"b\",\"expect\":\"nothing\"}\n{\"text\":\"c\"}\n");
        problems.ShouldBeEmpty();
        phrases.ShouldBe([
            new(1, "plain words", null), new(3, "a", new(true, SafetyKind.Crisis, Severity.High)), new(4, "b", Expectation.Silence), new(5, "c", null)]);
    }

    [Theory]
    [InlineData("{\"text\":\"secret\"")]
    [InlineData("{}")]
    [InlineData("{\"text\":5}")]
    [InlineData("{\"text\":\"secret\",\"kind\":\"nothing like it\"}")]
    [InlineData("{\"text\":\"secret\",\"severity\":\"awful\"}")]
    [InlineData("{\"text\":\"secret\",\"expect\":\"maybe\"}")]
    [InlineData("{\"text\":\"secret\",\"kind\":[]}")]
    public void D8_a_line_that_cannot_be_read_is_named_without_its_words_and_stops_no_other(string line)
    {
        var (phrases, problems) = RedTeamLines.Read($"first\n{line}\nlast");
        phrases.Select(p => p.Text).ShouldBe(["first", "last"]);
        var problem = problems.ShouldHaveSingleItem();
        problem.Line.ShouldBe(2);
        problem.Why.ShouldNotContain("secret");
    }

    [Fact]
    public void D8_a_run_is_limited_in_phrases_and_length()
    {
        RedTeamLines.Read(string.Join('\n', Enumerable.Repeat("x", 2_000))).Phrases.Count.ShouldBe(RedTeamLines.Most);
        RedTeamLines.Read(new string('x', RedTeamLines.Longest + 1)).Problems.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(true, null, null, null)]
    [InlineData(true, "crisis", "high", null)]
    [InlineData(true, "crisis", "critical", "only; critical was expected")]
    [InlineData(true, "privacy", null, "not as")]
    [InlineData(false, null, null, "though nothing should")]
    public void D8_a_case_says_in_what_way_it_fails(bool fires, string? kind, string? severity, string? problem)
    {
        var expected = new Expectation(fires, kind is null ? null : Enum.Parse<SafetyKind>(kind, true), severity is null ? null : Enum.Parse<Severity>(severity, true));
        var said = new RedTeamCase("a purple elephant", expected).Problem(Sheet.InForce());
        if (problem is null) said.ShouldBeNull();
        else said.ShouldNotBeNull().ShouldContain(problem);
        new RedTeamCase("a grey mouse", new(true)).Problem(Sheet.InForce()).ShouldBe("Nothing fires.");
    }

    [Fact]
    public void D8_the_effect_of_a_change_tells_what_begins_to_fail_and_to_hold()
    {
        RedTeamCase[] kept = [new("a purple elephant", new(true)), new("a green elephant", new(true)), new("a mouse", Expectation.Silence)];
        var green = Sheet.With(Sheet.Rules[0] with { Say = ["green elephant"] });
        var effect = LexiconEffect.Of(kept, [], Sheet.InForce(), green.InForce());
        effect.Failing.ShouldHaveSingleItem().Case.Text.ShouldBe("a purple elephant");
        effect.Kept.Single(c => c.Mends).Case.Text.ShouldBe("a green elephant");
        LexiconEffect.Of(kept, LexiconEffect.ShippedCases, green.InForce(), green.InForce()).ShouldBe(new([], []), new SameChanges());
    }

    [Fact]
    public void D8_the_shipped_cases_are_many_and_know_both_answers()
    {
        LexiconEffect.ShippedCases.Count(c => c.Expected.Fires).ShouldBeGreaterThan(500);
        LexiconEffect.ShippedCases.Count(c => !c.Expected.Fires).ShouldBeGreaterThan(400);
    }

    internal static string Lexicon(string say) => $$"""
        {"version":"1.2","common":[],"ordinary":[],"spellings":{},"classes":{"household":["dad"],"beast":["elephant, big cat"]},
         "rules":[{"id":"r1","label":"Says so","kind":"crisis","severity":"high","language":"en","say":["{{say}}"]}]}
        """;

    private sealed class SameChanges : IEqualityComparer<LexiconEffect>
    {
        public bool Equals(LexiconEffect? x, LexiconEffect? y) => x!.Kept.SequenceEqual(y!.Kept) && x.Shipped.SequenceEqual(y.Shipped);

        public int GetHashCode(LexiconEffect effect) => effect.Kept.Count;
    }
}
