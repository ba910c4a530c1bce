using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Safety;

public class ScreeningTests
{
    [Theory]
    [InlineData("Hello, please 𝐤𝟏𝐥𝐥 my53lf now", "𝐤𝟏𝐥𝐥 my53lf")]
    [InlineData("maybe k i l l  m y s e l f ok", "k i l l  m y s e l f")]
    [InlineData("su1c1d&#101; thoughts", "su1c1d&#101; thoughts")]
    [InlineData("<p>k<b>ill</b> myself</p>", "k<b>ill</b> myself")]
    public void D8_span_highlights_the_text_as_given(string body, string span)
    {
        var finding = Screen(body).Worst!;
        finding.Text.ShouldBe(span);
        body[finding.Start..finding.End].ShouldBe(span);
        finding.Field.ShouldBe(TextField.Body);
    }

    [Fact]
    public void D8_a_ticket_number_says_nothing()
    {
        const string Alphabet = "CPMKYSZ";
        for (var i = 0; i < 5_000; i++)
        {
            var number = new string([.. Enumerable.Range(0, 6).Select(k => Alphabet[(int)(i * (long)Math.Pow(31, k) / 7 % 7)])]);
            Screening.Screen(new($"Re: [#{number}] Unknown charge", $"Thanks!\n> Your request #{number} was received."), Lexicon.Shipped).Findings
                .ShouldBeEmpty(number);
        }

        Screen("#KMS I cannot do this any more").Worst.ShouldNotBeNull();
    }

    [Fact]
    public void D8_every_span_lies_in_its_field()
    {
        foreach (var incident in Corpus.Incidents)
        {
            foreach (var finding in Screening.Screen(new(incident.Text, incident.Text), Lexicon.Shipped).Findings)
                incident.Text[finding.Start..finding.End].ShouldBe(finding.Text);
        }
    }

    [Fact]
    public void D8_subject_and_body_are_one_text()
    {
        var finding = Screening.Screen(new("My dad", "hits me when I am loud"), Lexicon.Shipped).Worst!;
        finding.Kind.ShouldBe(SafetyKind.MandatoryReporting);
        finding.Field.ShouldBe(TextField.Body);
    }

    [Fact]
    public void D8_attachment_names_are_screened()
    {
        var finding = Screening.Screen(new("Hello", "see file", ["story.pdf", "i_want_to_die.txt"]), Lexicon.Shipped).Worst!;
        finding.Attachment.ShouldBe(1);
        finding.Start.ShouldBe(finding.End);
    }

    [Fact]
    public void D8_text_quoted_again_has_the_same_fingerprint()
    {
        const string Said = "I can't sleep. My dad hits me every day when he comes home. Please help.";
        var first = Screen(Said);
        var quoted = Screen("Are you there?\n\nOn Monday Sam wrote:\n> I can't sleep. My dad hits me\n> every day when he comes home. Please help.");
        quoted.Findings.Select(f => f.Fingerprint).ShouldBe(first.Findings.Select(f => f.Fingerprint));
        Screen("My dad hits me every night now.").Worst!.Fingerprint.ShouldNotBe(first.Worst!.Fingerprint);
    }

    [Theory]
    [InlineData("My dad hits me", true, true)]
    [InlineData("A man in the chat wants a picture of my daughter", false, true)]
    [InlineData("I want to kill myself", false, false)]
    [InlineData("I want to die, mum's boyfriend is here again", true, false)]
    public void D10_D35a_who_may_be_the_danger_and_what_must_be_reported(string body, bool household, bool report)
    {
        var worst = Screen(body).Worst!;
        worst.MayConcernHousehold.ShouldBe(household);
        worst.ReportTrigger.ShouldBe(report);
    }

    [Theory]
    [InlineData("order 5u1c1d, 3 items at 1.99, 10 pages, 50% off")]
    [InlineData("version 4.15.3 of 7 apps in 80 countries, ticket #51117")]
    [InlineData("in the story the dragon dies and the witch kills the prince")]
    public void D8_numbers_and_fiction_do_not_fire(string body) => Screen(body).Findings.ShouldBeEmpty();

    [Theory]
    [InlineData("The story told my son to kill himself")]
    [InlineData("Your character told her to hurt herself")]
    public void D9a_a_story_that_tells_a_child_to_die_is_critical(string body) => Screen(body).Severity.ShouldBe(Severity.Critical);

    [Theory]
    [InlineData("I want to kill myself. ")]
    [InlineData("k i l l m e ")]
    [InlineData("<a <b &am; ")]
    [InlineData("s**c*d* k*ll ll1i!| ")]
    [InlineData("he hits me my dad my uncle ")]
    [InlineData("The app is slow today and my daughter waits for her story. ")]
    public void D8_work_is_linear_in_the_text(string unit)
    {
        var shorter = Work(unit, 400);
        var longer = Work(unit, 4000);
        (longer / (double)shorter).ShouldBeInRange(0, 11);
        (longer / (double)(unit.Length * 4000)).ShouldBeLessThan(120);
    }

    [Fact]
    public void D8_the_same_text_gives_the_same_verdict()
    {
        foreach (var incident in Corpus.Incidents.Take(40))
            Screen(incident.Text).Findings.ShouldBe(Screen(incident.Text).Findings);
    }

    private static Verdict Screen(string body) => Screening.Screen(new("", body), Lexicon.Shipped);

    private static long Work(string unit, int times)
    {
        Screening.Screen(new("", string.Concat(Enumerable.Repeat(unit, times))), Lexicon.Shipped, out var work);
        return work;
    }
}
