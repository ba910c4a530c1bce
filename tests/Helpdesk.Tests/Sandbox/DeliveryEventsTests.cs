using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Helpdesk.Sandbox;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Sandboxes;

/// <summary>A world for each test: the events of one must not be read by another.</summary>
public sealed class DeliveryEventsTests : IAsyncLifetime
{
    private const string Hook = "/hooks/sendgrid/events";
    private readonly SandboxWorld world = new();

    public ValueTask InitializeAsync() => world.InitializeAsync();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_delivered_mail_is_told_by_a_signed_body()
    {
        await world.Send(SandboxWorld.AMail());

        var post = await world.Application.Next(Hook);
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(await world.Http.GetStringAsync("/events-public-key")), out _);
        var timestamp = post.Headers["X-Twilio-Email-Event-Webhook-Timestamp"];
        var signature = Convert.FromBase64String(post.Headers["X-Twilio-Email-Event-Webhook-Signature"]);
        byte[] signed = [.. Encoding.UTF8.GetBytes(timestamp), .. post.Body];
        key.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence).ShouldBeTrue();
        post.Body[^2..].ShouldBe("\r\n"u8.ToArray());

        var events = Events(post);
        events.Select(Kind).ShouldBe(["processed", "delivered"]);
        var delivered = events[1];
        delivered.GetProperty("email").GetString().ShouldBe("marta@example.org");
        delivered.GetProperty("ticket").GetString().ShouldBe("7K3M9Q");
        delivered.GetProperty("smtp-id").GetString().ShouldBe("<7k3m9q.m2.abc@desk.example>");
        events.Select(one => one.GetProperty("sg_event_id").GetString()).ShouldBeUnique();
    }

    [Fact]
    public async Task A_key_given_at_start_is_the_one_that_signs()
    {
        using var given = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var sandbox = SandboxApp.Build(["--urls", "http://127.0.0.1:0", "--HELPDESK_SANDBOX_EVENTS_KEY", Convert.ToBase64String(given.ExportPkcs8PrivateKey()), "--Logging:LogLevel:Default", "Warning"]);
        await sandbox.StartAsync();

        (await world.Http.GetStringAsync(sandbox.Urls.Single() + "/events-public-key")).ShouldBe(Convert.ToBase64String(given.ExportSubjectPublicKeyInfo()));
        await sandbox.StopAsync();
    }

    [Theory]
    [InlineData("not base64")]
    [InlineData("AAAA")]
    public async Task A_key_of_another_form_is_explained_at_start(string key)
    {
        await using var sandbox = SandboxApp.Build(["--urls", "http://127.0.0.1:0", "--HELPDESK_SANDBOX_EVENTS_KEY", key]);

        (await Should.ThrowAsync<SettingException>(() => sandbox.StartAsync())).Message.ShouldContain("PKCS#8");
    }

    [Fact]
    public async Task The_front_of_the_message_id_is_the_id_of_the_answer()
    {
        var answer = await world.Send(SandboxWorld.AMail());

        var events = Events(await world.Application.Next(Hook));
        events[0].GetProperty("sg_message_id").GetString().ShouldNotBeNull().ShouldStartWith(answer.Headers.GetValues("X-Message-Id").Single() + ".");
    }

    [Fact]
    public async Task Mail_to_bounce_example_bounces()
    {
        await world.Send(SandboxWorld.AMail("gone@bounce.example"));

        var bounce = Events(await world.Application.Next(Hook))[1];
        Kind(bounce).ShouldBe("bounce");
        bounce.GetProperty("type").GetString().ShouldBe("bounce");
    }

    [Fact]
    public async Task Armed_once_one_mail_bounces_and_the_next_arrives()
    {
        await world.Arm("mail_bounce");
        await world.Send(SandboxWorld.AMail());
        await world.Send(SandboxWorld.AMail());

        Kind(Events(await world.Application.Next(Hook))[1]).ShouldBe("bounce");
        Kind(Events(await world.Application.Next(Hook))[1]).ShouldBe("delivered");
    }

    [Fact]
    public async Task A_mail_whose_answer_was_lost_is_delivered_all_the_same()
    {
        await world.Arm("mail_timeout_after_accept");
        await Should.ThrowAsync<HttpRequestException>(() => world.Send(SandboxWorld.AMail()));

        Kind(Events(await world.Application.Next(Hook))[1]).ShouldBe("delivered");
    }

    [Fact]
    public async Task Duplicated_events_carry_the_same_ids()
    {
        await world.Arm("events_duplicate");
        await world.Send(SandboxWorld.AMail());

        (await world.Application.Next(Hook)).Body.ShouldBe((await world.Application.Next(Hook)).Body);
    }

    [Fact]
    public async Task Reordered_events_come_last_first()
    {
        await world.Arm("events_reordered");
        await world.Send(SandboxWorld.AMail());

        Events(await world.Application.Next(Hook)).Select(Kind).ShouldBe(["delivered"]);
        Events(await world.Application.Next(Hook)).Select(Kind).ShouldBe(["processed"]);
    }

    [Fact]
    public async Task Events_that_are_not_taken_come_again()
    {
        world.Application.Status = 503;
        await world.Send(SandboxWorld.AMail());
        var refused = await world.Application.Next(Hook);
        world.Application.Status = 200;

        (await world.Application.Next(Hook)).Body.ShouldBe(refused.Body);
    }

    private static List<JsonElement> Events(Received post) => [.. JsonDocument.Parse(post.Body).RootElement.EnumerateArray()];

    private static string? Kind(JsonElement one) => one.GetProperty("event").GetString();
}
