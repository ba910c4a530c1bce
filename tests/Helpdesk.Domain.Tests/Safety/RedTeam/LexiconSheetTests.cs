using Helpdesk.Domain.Safety;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Safety;

public class LexiconSheetTests
{
    private static readonly LexiconSheet Sheet = LexiconSheet.Read(RedTeamTests.Lexicon("purple ~1 @beast"));

    [Fact]
    public void D8_what_ships_can_be_edited_as_it_stands()
    {
        var shipped = LexiconSheet.Read(ShippedData.Text("lexicon.json"));
        shipped.Rules.SelectMany(r => r.Problems().Select(p => $"{r.Id}: {p}")).ShouldBeEmpty();
        shipped.Classes.SelectMany(c => c.Problems().Select(p => $"{c.Name}: {p}")).ShouldBeEmpty();
        var same = shipped.Rules.Aggregate(shipped, (sheet, rule) => sheet.With(rule));
        same.SaysTheSame(shipped).ShouldBeTrue();
        same.Rules.Count.ShouldBe(Lexicon.Shipped.Rules.Count);
        same.InForce().Rules.ShouldBe(Lexicon.Shipped.Rules);
        var text = Corpus.Incidents[0].Text;
        Screening.Screen(new("", text), same.InForce()).Findings.ShouldBe(Screening.Screen(new("", text), Lexicon.Shipped).Findings);
    }

    [Fact]
    public void D8_a_rule_is_added_changed_and_switched_off_and_on()
    {
        var rule = Sheet.Rules.ShouldHaveSingleItem();
        Fires(Sheet).ShouldBeTrue();
        Sheet.With(rule).SaysTheSame(Sheet).ShouldBeTrue();
        Sheet.With(rule with { Off = true }).SaysTheSame(Sheet).ShouldBeFalse();
        Fires(Sheet.With(rule with { Off = true })).ShouldBeFalse();
        Sheet.With(rule with { Off = true }).Rules.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Off.ShouldBeTrue(), r => r.Say.ShouldBe(rule.Say));
        Fires(LexiconSheet.Read(Sheet.With(rule with { Off = true }).ToString()).With(rule)).ShouldBeTrue("off survives being stored, and on again it fires");
        Fires(Sheet.With(rule with { Say = ["grey mouse"] })).ShouldBeFalse();
        Fires(Sheet.With(rule with { Off = true }).With(rule with { Id = "r2", Say = ["purple cat"], Off = false })).ShouldBeFalse();
        Sheet.With(rule with { Id = "r2" }).InForce().Rules.Select(r => r.Id).ShouldBe(["r1", "r2"]);
    }

    [Fact]
    public void D8_a_word_class_is_changed_and_one_in_use_is_not_switched_off()
    {
        var beast = Sheet.Classes.Single(c => c.Name == "beast");
        Fires(Sheet.With(beast with { Lines = ["mouse"] })).ShouldBeFalse();
        var refused = Should.Throw<FormatException>(() => Sheet.With(beast with { Off = true }).InForce());
        refused.Message.ShouldContain("'r1'");
        refused.Message.ShouldContain("@beast");
        Sheet.With(new LexiconClassText("spare", ["x"], Off: true)).InForce().ShouldNotBeNull();
    }

    [Theory]
    [InlineData("(kill|die", "a bracket is open")]
    [InlineData("kill) die", "brackets stand in pairs")]
    [InlineData("((a|b)|c)", "brackets stand in pairs")]
    [InlineData("die ~x now", "~ takes a number")]
    [InlineData("die ~99999999999999 now", "~ takes a number")]
    [InlineData("die ~-3 now", "~ takes a number")]
    [InlineData("die ? now", "is missing")]
    [InlineData("@", "is missing")]
    public void D8_a_pattern_that_cannot_be_read_is_named_by_field_and_line(string pattern, string why)
    {
        var rule = Sheet.Rules[0] with { Say = ["fine words", pattern] };
        rule.Problems().ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.ShouldStartWith("Said, line 2:"), p => p.ShouldContain(why));
    }

    [Fact]
    public void D8_hostile_forms_end_in_sentences_and_in_nothing_else()
    {
        var rule = Sheet.Rules[0];
        string[] hostile = ["", " ", "\0", "(", ")", "()", "()?", "??", "~", "~0", "~99", "@@", "@nobody", "(|)", "(@)", "(@beast|@)", "?", "a?", "a ~", new('a', 5_000), string.Join(' ', Enumerable.Repeat("a", 400)), "\u202e\u200b", "<script>", "' or 1=1 --", "(" + string.Join('|', Enumerable.Range(0, 900).Select(i => "w" + i)) + ")"];
        foreach (var pattern in hostile)
        {
            foreach (var changed in new[] { rule with { Say = [pattern] }, rule with { With = [pattern] }, rule with { Unless = [pattern] } })
            {
                if (changed.Problems().Count > 0) continue;
                try
                {
                    Sheet.With(changed).InForce();
                }
                catch (FormatException refused)
                {
                    refused.Message.ShouldNotBeEmpty();
                }
            }
        }

        (rule with { Id = "Bad Name" }).Problems().ShouldNotBeEmpty();
        (rule with { Label = "" }).Problems().ShouldNotBeEmpty();
        (rule with { AtMost = -1 }).Problems().ShouldNotBeEmpty();
        Should.Throw<FormatException>(() => Sheet.With(rule with { Kind = "weather" }).InForce());
        foreach (var text in new[] { "", "null", "[]", "{}", "{\"rules\":5,\"classes\":{}}", "{\"rules\":[],\"rules\":[]" }) Should.Throw<FormatException>(() => LexiconSheet.Read(text));
    }

    [Fact]
    public void D8_a_stored_version_is_known_by_its_mark()
    {
        Sheet.Numbered(2).Version.ShouldBe("1.2+v2");
        Sheet.Numbered(2).Numbered(3).InForce().Version.ShouldBe("1.2+v3");
    }

    private static bool Fires(LexiconSheet sheet) => Screening.Screen(new("", "a purple old elephant"), sheet.InForce()).Findings.Count > 0;
}
