using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Tickets;

public class MailTextTests
{
    [Fact]
    public void D5_quoted_history_is_not_the_customers_word()
    {
        var own = MailText.Essential("The reset link is dead.\n\nOn Tue, 3 May 2025, Support wrote:\n> Your refund was issued.\n> Billing team");
        own.Text.Trim().ShouldBe("The reset link is dead.");
    }

    [Theory]
    [InlineData("Audio is silent again.\n-----Original Message-----\nFrom: Support\nYour invoice is attached.")]
    [InlineData("Audio is silent again.\n\n________________________________\nFrom: Support\nSent: Monday\nYour invoice is attached.")]
    [InlineData("Audio is silent again.\n\nFrom: Support\nSent: Monday\nSubject: Invoice\nYour invoice is attached.")]
    [InlineData("Audio is silent again.\n--\nInvoice Manager, Acme")]
    [InlineData("Audio is silent again.\nSent from my iPhone")]
    [InlineData("Audio is silent again.\nThis e-mail is confidential and may contain an invoice.")]
    [InlineData("<html><head><title>invoice</title><style>.invoice{}</style></head><body><p>Audio is <b>silent</b> again.</p><blockquote>Your invoice</blockquote></body></html>")]
    public void D5_furniture_of_the_mail_is_left_out(string body)
    {
        var own = MailText.Essential(body).Text;
        own.ShouldContain("silent");
        own.ShouldNotContain("invoice", Case.Insensitive);
    }

    [Fact]
    public void D5_a_forwarded_mail_is_read_for_what_was_forwarded()
    {
        var own = MailText.Essential("FYI\n\n---------- Forwarded message ---------\nFrom: Ann <ann@example.com>\nDate: Mon\nSubject: skill\n\n> Alexa cannot find the skill.");
        own.Text.ShouldContain("Alexa cannot find the skill.");
        own.Text.ShouldNotContain("ann@example.com");
    }

    [Fact]
    public void D5_an_answer_without_own_words_is_read_with_its_history()
    {
        MailText.Essential("see below\n> The voice is silent on my Echo.").Text.ShouldContain("silent");
    }

    [Fact]
    public void D5_inline_answers_between_quotes_are_kept()
    {
        var own = MailText.Essential("Hello, answers below.\nOn Tue Support wrote:\n> Which plan?\nFamily, paid yesterday.\n> Which device?\nAn iPad mini.").Text;
        own.ShouldContain("Family, paid yesterday.");
        own.ShouldContain("An iPad mini.");
        own.ShouldNotContain("Which device");
    }

    [Theory]
    [InlineData("Re: AW: Fwd: lost stories", "lost stories", true)]
    [InlineData("RE: lost stories", "lost stories", false)]
    [InlineData("Refund", "Refund", false)]
    [InlineData("", "", false)]
    public void D5_reply_prefixes_are_taken_off_the_subject(string subject, string left, bool forwarded)
    {
        var (text, isForwarded) = MailText.Subject(subject);
        text.Text.Trim().ShouldBe(left);
        isForwarded.ShouldBe(forwarded);
    }

    [Fact]
    public void D5_every_character_kept_knows_where_it_stood()
    {
        const string body = "<p>Caf&eacute; &amp; story</p>\r\n> quoted line\r\n<div>my caf\u00e9 is \u2764 fine &#33; a < b</div>";
        var own = MailText.Essential(body);
        for (var i = 0; i < own.Text.Length; i++)
        {
            var (start, _) = own.OriginalSpan(i, i + 1);
            if (char.IsLetter(own.Text[i])) body[start].ShouldBe(own.Text[i]);
        }

        own.Text.ShouldContain("a < b");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \r\n ")]
    [InlineData("<<<<>>>>")]
    [InlineData("<p")]
    [InlineData("&#; &#x; &#99999999999; &amp")]
    [InlineData("> only quoted")]
    [InlineData("\ud83d\ude00")]
    public void D5_odd_texts_do_not_fail(string body)
    {
        Should.NotThrow(() => MailText.Essential(body));
        Should.NotThrow(() => Model.Shipped.Classify(body, body));
    }
}
