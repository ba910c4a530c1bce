using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Helpdesk.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Sandboxes;

/// <summary>The sandbox on a free port, beside a receiver that stands for the application.</summary>
public sealed class SandboxWorld : IAsyncLifetime
{
    public const string Secret = "s3cret";
    private readonly WebApplication sandbox = SandboxApp.Build(["--urls", "http://127.0.0.1:0", "--HELPDESK_INBOUND_SECRET", Secret, "--Logging:LogLevel:Default", "Warning"]);

    public HttpClient Http { get; } = new();

    public Receiver Application { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Application.Start();
        sandbox.Configuration["HELPDESK_URL"] = Application.Address;
        await sandbox.StartAsync();
        Http.BaseAddress = new Uri(sandbox.Urls.Single());
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "SG.any");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await sandbox.StopAsync();
        await sandbox.DisposeAsync();
        await Application.DisposeAsync();
    }

    public Task<HttpResponseMessage> Send(object mail) => Http.PostAsJsonAsync("/v3/mail/send", mail);

    public async Task Arm(string kind, int times = 1) =>
        (await Http.PostAsJsonAsync("/faults", new { kind, times })).EnsureSuccessStatusCode();

    public async Task<IReadOnlyList<JsonElement>> Mail() => [.. (await Http.GetFromJsonAsync<JsonElement>("/mail.json")).EnumerateArray()];

    public async Task<string> TheMailTo(string address) =>
        (await Mail()).First(mail => mail.GetProperty("to")[0].GetString() == address).GetProperty("id").GetString().ShouldNotBeNull();

    /// <summary>A mail as the application writes it.</summary>
    public static Dictionary<string, object?> AMail(string to = "marta@example.org") => new()
    {
        ["personalizations"] = new object[]
        {
            new
            {
                to = new[] { new { email = to, name = "Marta Kovač" } },
                headers = new Dictionary<string, string> { ["Message-ID"] = "<7k3m9q.m2.abc@desk.example>", ["In-Reply-To"] = "<b7a1@example.org>", ["References"] = "<b7a1@example.org>" },
                custom_args = new { ticket = "7K3M9Q", message = "m2" },
            },
        },
        ["from"] = new { email = "support@desk.example", name = "Acme Support" },
        ["reply_to"] = new { email = "support+7k3m9q.mac@in.desk.example" },
        ["subject"] = "Re: [#7K3M9Q] Seat count on my invoice",
        ["content"] = new[] { new { type = "text/plain", value = "Hello Marta,\n\nthree seats." }, new { type = "text/html", value = "<p>Hello Marta</p>" } },
    };
}
