using System.Net.Http.Json;
using System.Text.Json;
using Helpdesk.Platform.Mail;
using Helpdesk.Tests.Sandboxes;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Platform;

/// <summary>Each outcome, against the sandbox over HTTP.</summary>
public sealed class SendGridTransportTests : IAsyncLifetime
{
    private readonly SandboxWorld world = new();
    private readonly HttpClient http = new();

    public async ValueTask InitializeAsync()
    {
        await world.InitializeAsync();
        http.BaseAddress = world.Http.BaseAddress;
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return world.DisposeAsync();
    }

    [Fact]
    public async Task A_mail_is_accepted_and_arrives_as_written()
    {
        var outcome = await Transport().Send(SomeMail.Reply() with { AutoSubmitted = AutoSubmitted.Replied }, CancellationToken.None);

        outcome.ShouldBeOfType<SendOutcome.Accepted>().ProviderId.ShouldNotBeEmpty();
        var mail = (await world.Mail()).ShouldHaveSingleItem();
        mail.GetProperty("subject").GetString().ShouldBe("Re: [#7K3M9Q] Rechnung – Plätze");
        mail.GetProperty("text").GetString().ShouldBe("Hello Marta,\n\nthree seats – done.");
        mail.GetProperty("html").GetString().ShouldBe("<p>Hello Marta,</p>");
        var headers = mail.GetProperty("headers");
        headers.GetProperty("From").GetString().ShouldBe("Acme Support <support@desk.example>");
        headers.GetProperty("To").GetString().ShouldBe("Marta Kovač <marta@example.org>");
        headers.GetProperty("Reply-To").GetString().ShouldBe("support+7k3m9q.mac@in.desk.example");
        headers.GetProperty("Message-ID").GetString().ShouldBe("<7k3m9q.m2.f00d@desk.example>");
        headers.GetProperty("In-Reply-To").GetString().ShouldBe("<b7a1@example.org>");
        headers.GetProperty("References").GetString().ShouldBe("<a@example.org> <b7a1@example.org>");
        headers.GetProperty("Auto-Submitted").GetString().ShouldBe("auto-replied");
    }

    [Fact]
    public async Task Its_ids_come_back_with_a_signed_event()
    {
        await Transport().Send(SomeMail.Reply(), CancellationToken.None);

        var post = await world.Application.Next("/hooks/sendgrid/events");
        var publicKey = await world.Http.GetStringAsync("/events-public-key");
        SendGridSignature.Verify(publicKey, post.Headers[SendGridSignature.TimestampHeader], post.Body, post.Headers[SendGridSignature.SignatureHeader]).ShouldBeTrue();
        var one = JsonDocument.Parse(post.Body).RootElement[0];
        one.GetProperty("ticket").GetString().ShouldBe("7K3M9Q");
        one.GetProperty("message").GetString().ShouldBe("m2");
    }

    [Fact]
    public async Task A_plain_mail_without_html_thread_and_arguments_goes_too()
    {
        var mail = SomeMail.Reply() with { Html = null, ReplyTo = null, InReplyTo = null, References = [], CustomArgs = new Dictionary<string, string>(StringComparer.Ordinal), From = new Mailbox("support@desk.example") };

        (await Transport().Send(mail, CancellationToken.None)).ShouldBeOfType<SendOutcome.Accepted>();
    }

    [Fact]
    public async Task Half_a_character_is_replaced_and_stops_nothing()
    {
        (await Transport().Send(SomeMail.Reply() with { Text = "cut \ud83d", Subject = "cut \ud83d" }, CancellationToken.None)).ShouldBeOfType<SendOutcome.Accepted>();
        (await world.Mail())[0].GetProperty("text").GetString().ShouldBe("cut \ufffd");
    }

    [Fact]
    public async Task The_servers_trouble_is_tried_again()
    {
        await world.Arm("mail_500");

        (await Transport().Send(SomeMail.Reply(), CancellationToken.None)).ShouldBeOfType<SendOutcome.Retry>().NotBefore.ShouldBeNull();
    }

    [Fact]
    public async Task Too_fast_waits_until_the_time_named()
    {
        await world.Arm("mail_429");
        var now = TimeProvider.System.GetUtcNow();

        var retry = (await Transport().Send(SomeMail.Reply(), CancellationToken.None)).ShouldBeOfType<SendOutcome.Retry>();

        retry.NotBefore.ShouldNotBeNull().ShouldBeInRange(now, now.AddSeconds(30));
    }

    [Fact]
    public async Task D26_a_lost_answer_is_tried_again_with_the_same_message_id()
    {
        await world.Arm("mail_timeout_after_accept");

        (await Transport().Send(SomeMail.Reply(), CancellationToken.None)).ShouldBeOfType<SendOutcome.Retry>();
        (await Transport().Send(SomeMail.Reply(), CancellationToken.None)).ShouldBeOfType<SendOutcome.Accepted>();
        (await world.Mail()).Select(mail => mail.GetProperty("headers").GetProperty("Message-ID").GetString()).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task No_answer_in_time_is_tried_again()
    {
        await world.Arm("mail_slow");

        (await Transport(TimeSpan.FromMilliseconds(200)).Send(SomeMail.Reply(), CancellationToken.None)).ShouldBeOfType<SendOutcome.Retry>();
    }

    [Fact]
    public async Task Nobody_there_is_tried_again()
    {
        using var nowhere = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:9") };

        var outcome = await new SendGridTransport(nowhere, "SG.any", TimeProvider.System, TimeSpan.FromSeconds(5)).Send(SomeMail.Reply(), CancellationToken.None);
        outcome.ShouldBeOfType<SendOutcome.Retry>();
    }

    [Theory]
    [InlineData("mail_401")]
    [InlineData("mail_403")]
    public async Task A_refused_key_is_not_the_mails_fault(string kind)
    {
        await world.Arm(kind);

        (await Transport().Send(SomeMail.Reply(), CancellationToken.None)).ShouldBeOfType<SendOutcome.Refused>().Permanent.ShouldBeFalse();
    }

    [Fact]
    public async Task A_refused_mail_is_dead_and_only_the_fields_are_told()
    {
        await world.Arm("mail_400");

        (await Transport().Send(SomeMail.Reply(), CancellationToken.None))
            .ShouldBe(new SendOutcome.Refused("SendGrid answered 400, fields: personalizations.0.to.0.email", Permanent: true));
    }

    [Fact]
    public async Task A_line_break_never_leaves_the_house()
    {
        var outcome = await Transport().Send(SomeMail.Reply() with { Subject = "Hello\r\nBcc: everyone@example.org" }, CancellationToken.None);

        outcome.ShouldBeOfType<SendOutcome.Refused>().Permanent.ShouldBeTrue();
        (await world.Mail()).ShouldBeEmpty();
    }

    [Fact]
    public async Task When_the_application_stops_the_outcome_is_unknown()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Transport().Send(SomeMail.Reply(), stop.Token));
    }

    [Fact]
    public async Task The_body_fits_the_vendors_contract()
    {
        var contract = JsonDocument.Parse(await File.ReadAllTextAsync(SharedContracts.Path("sendgrid-mail-send.openapi.json"))).RootElement;
        using var toReceiver = new HttpClient { BaseAddress = new Uri(world.Application.Address) };
        await new SendGridTransport(toReceiver, "SG.any", TimeProvider.System, TimeSpan.FromSeconds(5)).Send(SomeMail.Reply(), CancellationToken.None);

        var body = JsonDocument.Parse((await world.Application.Next("/v3/mail/send")).Body).RootElement;
        var schema = contract.GetProperty("components").GetProperty("requestBodies").GetProperty("PostMailSend").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        new ContractCheck(contract).Differences(body, schema).ShouldBeEmpty();
        new ContractCheck(contract).Differences(JsonDocument.Parse("""{"from":{"mail":1}}""").RootElement, schema).Count.ShouldBe(3);
    }

    private SendGridTransport Transport(TimeSpan? timeout = null) => new(http, "SG.any", TimeProvider.System, timeout ?? TimeSpan.FromSeconds(10));
}
