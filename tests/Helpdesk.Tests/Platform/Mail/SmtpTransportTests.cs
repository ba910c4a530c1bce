using Helpdesk.Platform;
using Helpdesk.Platform.Mail;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Platform;

public sealed class SmtpTransportTests : IAsyncLifetime
{
    private readonly SmtpServer server = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_mail_is_accepted_with_its_headers_and_both_bodies()
    {
        var outcome = await Send(SomeMail.Reply() with { AutoSubmitted = AutoSubmitted.Generated });

        outcome.ShouldBe(new SendOutcome.Accepted("<7k3m9q.m2.f00d@desk.example>"));
        var header = server.Data[..server.Data.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ").Split("\r\n");
        header.ShouldContain("Message-ID: <7k3m9q.m2.f00d@desk.example>");
        header.ShouldContain("In-Reply-To: <b7a1@example.org>");
        header.ShouldContain("References: <a@example.org> <b7a1@example.org>");
        header.ShouldContain("Auto-Submitted: auto-generated");
        header.ShouldContain("Reply-To: support+7k3m9q.mac@in.desk.example");
        header.ShouldAllBe(line => line.All(c => c < 128));
        server.Data.ShouldContain("text/plain");
        server.Data.ShouldContain("text/html");
        server.Heard.ShouldContain("RCPT TO:<marta@example.org>");
    }

    [Theory]
    [InlineData("550 no such user")]
    [InlineData("553 not so")]
    public async Task What_the_server_refuses_for_good_is_dead(string answer)
    {
        server.AnswerToRecipient = answer;

        var refused = (await Send(SomeMail.Reply())).ShouldBeOfType<SendOutcome.Refused>();
        refused.Permanent.ShouldBeTrue();
        refused.Reason.ShouldNotContain("marta");
    }

    [Theory]
    [InlineData("451 later")]
    [InlineData("450 greylisted")]
    [InlineData("452 full")]
    public async Task What_the_server_puts_off_is_tried_again(string answer)
    {
        server.AnswerToRecipient = answer;

        (await Send(SomeMail.Reply())).ShouldBeOfType<SendOutcome.Retry>();
    }

    [Fact]
    public async Task A_wrong_login_is_not_the_mails_fault()
    {
        // System.Net.Mail goes on without a login; the server then says what is missing.
        server.AnswerToLogin = "535 no";
        server.AnswerToSender = "530 authentication required";

        (await Send(SomeMail.Reply(), login: "desk:wrong@")).ShouldBeOfType<SendOutcome.Refused>().Permanent.ShouldBeFalse();
    }

    [Fact]
    public async Task No_answer_in_time_is_tried_again()
    {
        server.IsSilent = true;

        (await Send(SomeMail.Reply(), timeout: TimeSpan.FromMilliseconds(300))).ShouldBeOfType<SendOutcome.Retry>();
    }

    [Fact]
    public async Task Nobody_there_is_tried_again()
    {
        var transport = new SmtpTransport(SmtpSettings.Parse("smtp://127.0.0.1:9"), TimeSpan.FromSeconds(5));

        (await transport.Send(SomeMail.Reply(), CancellationToken.None)).ShouldBeOfType<SendOutcome.Retry>();
    }

    [Fact]
    public async Task Where_encryption_is_required_nothing_goes_in_clear()
    {
        var transport = new SmtpTransport(new SmtpSettings("127.0.0.1", server.Port, "desk", "secret", RequireTls: true), TimeSpan.FromSeconds(5));

        (await transport.Send(SomeMail.Reply(), CancellationToken.None)).ShouldBeOfType<SendOutcome.Retry>();
        server.Heard.ShouldNotContain(line => line.StartsWith("AUTH") || line.StartsWith("MAIL"));
    }

    [Fact]
    public async Task A_line_break_never_leaves_the_house()
    {
        (await Send(SomeMail.Reply() with { Subject = "a\r\nBcc: b@example.org" })).ShouldBeOfType<SendOutcome.Refused>();
        server.Heard.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("smtp://mail.example", "mail.example", 25, null, null, false)]
    [InlineData("smtp://mail.example:587", "mail.example", 587, null, null, true)]
    [InlineData("smtp://desk:p%40ss%3Aword@mail.example:2525", "mail.example", 2525, "desk", "p@ss:word", true)]
    [InlineData("smtp://desk:pw@127.0.0.1:2525", "127.0.0.1", 2525, "desk", "pw", false)]
    public void The_setting_is_read_and_a_password_never_goes_in_clear(string text, string host, int port, string? user, string? password, bool requireTls)
    {
        var settings = SmtpSettings.Parse(text);

        (settings.Host, settings.Port, settings.User, settings.Password, settings.RequireTls).ShouldBe((host, port, user, password, requireTls));
        settings.ToString().ShouldNotContain("p@ss");
    }

    [Theory]
    [InlineData("mail.example")]
    [InlineData("smtps://desk:secret@mail.example:465")]
    public void A_wrong_setting_is_explained_without_its_password(string text) =>
        Should.Throw<FormatException>(() => SmtpSettings.Parse(text)).Message.ShouldNotContain("secret");

    [Fact]
    public void The_sandbox_wins_and_without_a_setting_mail_stays()
    {
        MailTransports.Choose(With(), new HttpClient(), TimeProvider.System).ShouldBeNull();
        MailTransports.Choose(With(("HELPDESK_SMTP", "smtp://mail.example"), ("HELPDESK_MAIL_FROM", "a@mail.example")), new HttpClient(), TimeProvider.System).ShouldBeOfType<SmtpTransport>();
        using var http = new HttpClient();
        MailTransports.Choose(With(("HELPDESK_SANDBOX", "http://127.0.0.1:8025")), http, TimeProvider.System).ShouldBeOfType<SendGridTransport>();
        http.BaseAddress.ShouldBe(new Uri("http://127.0.0.1:8025"));
    }

    private Task<SendOutcome> Send(OutgoingMail mail, string login = "", TimeSpan? timeout = null) =>
        new SmtpTransport(SmtpSettings.Parse($"smtp://{login}127.0.0.1:{server.Port}"), timeout ?? TimeSpan.FromSeconds(5)).Send(mail, CancellationToken.None);

    private static Settings With(params (string Name, string Value)[] values) =>
        Settings.Read(values.ToDictionary(v => v.Name, v => (string?)v.Value));
}
