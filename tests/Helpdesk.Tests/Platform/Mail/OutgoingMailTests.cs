using Helpdesk.Platform.Mail;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Platform;

public sealed class OutgoingMailTests
{
    public static TheoryData<string, string> Breaks
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var place in Injected("x").Keys)
                foreach (var end in (string[])["\r\nBcc: everyone@example.org", "\nX: y", "\r", "\0"]) data.Add(place, end);
            return data;
        }
    }

    [Fact]
    public void A_proper_mail_has_no_fault() => SomeMail.Reply().Fault().ShouldBeNull();

    [Theory, MemberData(nameof(Breaks))]
    public void A_line_break_in_any_value_is_refused_without_repeating_it(string field, string end)
    {
        var fault = Injected(end)[field].Fault();

        fault.ShouldNotBeNull(field);
        fault.ShouldNotContain("everyone");
    }

    [Fact]
    public void What_is_no_address_or_holds_nothing_is_refused()
    {
        (SomeMail.Reply() with { To = new Mailbox("nobody") }).Fault().ShouldNotBeNull();
        (SomeMail.Reply() with { To = new Mailbox("Marta <marta@example.org>") }).Fault().ShouldNotBeNull();
        (SomeMail.Reply() with { Text = "" }).Fault().ShouldNotBeNull();
        (SomeMail.Reply() with { Subject = " " }).Fault().ShouldNotBeNull();
        (SomeMail.Reply() with { MessageId = "7k3m9q@desk.example" }).Fault().ShouldNotBeNull();
        (SomeMail.Reply() with { CustomArgs = new Dictionary<string, string>(StringComparer.Ordinal) { ["ticket"] = new('x', 10_000) } }).Fault().ShouldNotBeNull();
    }

    [Fact]
    public void An_odd_id_of_the_customers_costs_them_no_answer()
    {
        var mail = SomeMail.Reply() with { InReplyTo = "no brackets", References = ["<ünïcode@example.org>", "<no-at-sign>", "<a b@example.org>"] };

        mail.Fault().ShouldBeNull();
        mail.Headers().ShouldBe([new("Message-ID", "<7k3m9q.m2.f00d@desk.example>"), new("References", "<no-at-sign>")]);
    }

    [Fact]
    public void A_long_chain_keeps_its_first_and_its_last()
    {
        var mail = SomeMail.Reply() with { References = [.. Enumerable.Range(1, 160).Select(n => $"<{n}@example.org>")] };

        var chain = mail.Headers().Single(header => header.Key == "References").Value.Split(' ');
        chain.Length.ShouldBe(20);
        chain[0].ShouldBe("<1@example.org>");
        chain[1].ShouldBe("<142@example.org>");
        chain[^1].ShouldBe("<160@example.org>");
    }

    [Theory]
    [InlineData(AutoSubmitted.No, null)]
    [InlineData(AutoSubmitted.Replied, "auto-replied")]
    [InlineData(AutoSubmitted.Generated, "auto-generated")]
    public void What_no_person_wrote_says_so(AutoSubmitted by, string? header)
    {
        var headers = (SomeMail.Reply() with { AutoSubmitted = by }).Headers().ToDictionary(StringComparer.Ordinal);

        headers.GetValueOrDefault("Auto-Submitted").ShouldBe(header);
    }

    [Fact]
    public void The_wait_grows_from_seconds_to_half_an_hour()
    {
        Enumerable.Range(1, 8).Select(attempt => Backoff.After(attempt).TotalSeconds).ShouldBe([5, 15, 45, 135, 405, 1215, 1800, 1800]);
        Backoff.After(int.MaxValue).ShouldBe(TimeSpan.FromMinutes(30));
        Should.Throw<ArgumentOutOfRangeException>(() => Backoff.After(0));
        Enumerable.Range(1, Backoff.LastAttempt).Sum(attempt => Backoff.After(attempt).TotalHours).ShouldBeInRange(46, 50);
    }

    private static Dictionary<string, OutgoingMail> Injected(string end)
    {
        var mail = SomeMail.Reply();
        return new(StringComparer.Ordinal)
        {
            ["Message-ID"] = mail with { MessageId = mail.MessageId + end },
            ["From name"] = mail with { From = mail.From with { Name = "Acme" + end } },
            ["From address"] = mail with { From = mail.From with { Address = mail.From.Address + end } },
            ["To name"] = mail with { To = mail.To with { Name = "Marta" + end } },
            ["To address"] = mail with { To = mail.To with { Address = mail.To.Address + end } },
            ["Reply-To"] = mail with { ReplyTo = new Mailbox("a@example.org" + end) },
            ["Subject"] = mail with { Subject = mail.Subject + end },
            ["In-Reply-To"] = mail with { InReplyTo = mail.InReplyTo + end },
            ["References"] = mail with { References = ["<a@example.org>" + end] },
            ["custom_args"] = mail with { CustomArgs = new Dictionary<string, string>(StringComparer.Ordinal) { ["ticket"] = "7K3M9Q" + end } },
        };
    }
}
