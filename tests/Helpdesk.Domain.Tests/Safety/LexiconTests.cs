using Helpdesk.Domain.Safety;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Safety;

public class LexiconTests
{
    [Fact]
    public void D8_shipped_lexicon_speaks_five_languages_and_knows_every_kind()
    {
        Lexicon.Shipped.Version.ShouldNotBeEmpty();
        Lexicon.Shipped.Rules.Select(r => r.Language).Distinct().ShouldBe(["en", "nl", "es", "fr", "de"], ignoreOrder: true);
        Lexicon.Shipped.Rules.Select(r => r.Kind).Distinct().Count().ShouldBe(5);
        Lexicon.Shipped.Rules.ShouldAllBe(r => r.Label.Length > 10);
    }

    [Theory]
    [InlineData("@nobody", "no word class")]
    [InlineData("(kill|die", "open bracket")]
    [InlineData("die ~", "begin and end")]
    [InlineData("die ~90 now", "may span")]
    public void D8_a_pattern_that_cannot_be_read_is_refused_with_its_rule(string pattern, string why)
    {
        var refused = Should.Throw<FormatException>(() => Lexicon.Parse(With($"\"{pattern}\"")));
        refused.Message.ShouldContain("'r1'");
        refused.Message.ShouldContain(why);
    }

    [Fact]
    public void D8_a_lexicon_edited_by_Safety_is_used_as_it_stands()
    {
        var lexicon = Lexicon.Parse(With("\"purple ~1 (elephant|big cat)\""));
        var finding = Screening.Screen(new("", "a PURPLE old big-cat"), lexicon).Findings.ShouldHaveSingleItem();
        finding.Rule.ShouldBe("r1");
        finding.Severity.ShouldBe(Severity.High);
        Screening.Screen(new("", "a purple and very old elephant"), lexicon).Findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("null")]
    public void D8_what_is_no_lexicon_is_refused(string json) => Should.Throw<FormatException>(() => Lexicon.Parse(json));

    private static string With(string say) => $$"""
        {"version":"1","common":[],"ordinary":[],"spellings":{},"classes":{"household":["dad"]},
         "rules":[{"id":"r1","label":"Says so","kind":"crisis","severity":"high","language":"en","say":[{{say}}]}]}
        """;
}
