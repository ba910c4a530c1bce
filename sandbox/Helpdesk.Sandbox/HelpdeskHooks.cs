using System.Net.Http.Headers;
using System.Text;

namespace Helpdesk.Sandbox;

/// <summary>What the application said; 0 when it could not be reached.</summary>
internal sealed record HookAnswer(int Status, string Body)
{
    public bool Accepted => Status is >= 200 and < 300;
}

/// <summary>The way from the sandbox to the application: its public hooks, with the secrets a vendor would have.</summary>
internal sealed class HelpdeskHooks(IConfiguration configuration) : IDisposable
{
    // A vendor follows no redirect either: one counts as a failure.
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>False without HELPDESK_URL: the sandbox then only catches.</summary>
    public bool Connected => Address is not null;

    private string? Address => Setting.Of(configuration, "HELPDESK_URL")?.TrimEnd('/');

    public Task<HookAnswer> PostInbound(HttpContent body, CancellationToken stop)
    {
        var request = Request("/hooks/sendgrid/inbound", body);
        if (Setting.Of(configuration, "HELPDESK_INBOUND_SECRET") is { } secret)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"inbound:{secret}")));
        return Send(request, stop);
    }

    public Task<HookAnswer> PostEvents(byte[] body, string timestamp, string signature, CancellationToken stop)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = Request("/hooks/sendgrid/events", content);
        request.Headers.Add("X-Twilio-Email-Event-Webhook-Timestamp", timestamp);
        request.Headers.Add("X-Twilio-Email-Event-Webhook-Signature", signature);
        return Send(request, stop);
    }

    public Task<HookAnswer> PostStripe(byte[] body, string signature, CancellationToken stop)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = Request("/hooks/stripe", content);
        request.Headers.Add("Stripe-Signature", signature);
        return Send(request, stop);
    }

    /// <summary>Moves the application's clock; it obeys in demo databases only.</summary>
    public Task<HookAnswer> AdvanceTime(string duration, CancellationToken stop)
    {
        var request = Request("/demo/time", JsonContent.Create(new { advance = duration }));
        if (Setting.Of(configuration, "HELPDESK_INBOUND_SECRET") is { } secret) request.Headers.Add("X-Helpdesk-Sandbox", secret);
        return Send(request, stop);
    }

    public void Dispose() => http.Dispose();

    private HttpRequestMessage Request(string path, HttpContent body) =>
        new(HttpMethod.Post, new Uri(Address + path, UriKind.RelativeOrAbsolute)) { Content = body };

    private async Task<HookAnswer> Send(HttpRequestMessage request, CancellationToken stop)
    {
        if (!Connected) return new HookAnswer(0, "HELPDESK_URL is not set: the sandbox does not know where the application is.");
        try
        {
            using var sent = request;
            using var response = await http.SendAsync(sent, stop);
            return new HookAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(stop));
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return new HookAnswer(0, $"The application at {Address} does not answer.");
        }
    }
}
