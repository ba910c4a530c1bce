using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Helpdesk.Platform.Mail;

/// <summary>
/// SendGrid's <c>POST /v3/mail/send</c>. There is no idempotency key: an attempt without an answer may have gone, so the
/// Message-ID is ours and stays the same.
/// </summary>
/// <param name="http">With the vendor's (or the sandbox's) base address.</param>
/// <param name="timeout">For one attempt, answer included.</param>
public sealed class SendGridTransport(HttpClient http, string key, TimeProvider time, TimeSpan timeout) : IMailTransport
{
    /// <summary>A wait beyond this is a broken clock or a broken answer.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public async Task<SendOutcome> Send(OutgoingMail mail, CancellationToken stop)
    {
        if (mail.Fault() is { } fault) return new SendOutcome.Refused(fault, Permanent: true);

        using var request = new HttpRequestMessage(HttpMethod.Post, "/v3/mail/send") { Content = new ByteArrayContent(SendGridBody.Of(mail)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(timeout);
        try
        {
            using var response = await http.SendAsync(request, limit.Token);
            return await Outcome(response, limit.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new SendOutcome.Retry("SendGrid gave no answer in time.");
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            return new SendOutcome.Retry("SendGrid gave no answer.");
        }
    }

    private async Task<SendOutcome> Outcome(HttpResponseMessage response, CancellationToken stop)
    {
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode) return new SendOutcome.Accepted(Header(response, "X-Message-Id") ?? "");
        return response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError =>
                new SendOutcome.Retry($"SendGrid answered {status}.", NotBefore(response)),
            // Key, scope or sender, never the mail: what the vendor says about them holds nothing of a customer.
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                new SendOutcome.Refused($"SendGrid answered {status}: {await Errors(response, "message", stop)}", Permanent: false),
            >= HttpStatusCode.BadRequest =>
                new SendOutcome.Refused($"SendGrid answered {status}, fields: {await Errors(response, "field", stop)}", Permanent: true),
            _ => new SendOutcome.Refused($"SendGrid answered {status}: is the address right?", Permanent: false),
        };
    }

    private DateTimeOffset? NotBefore(HttpResponseMessage response)
    {
        var now = time.GetUtcNow();
        DateTimeOffset? until =
            long.TryParse(Header(response, "X-RateLimit-Reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : response.Headers.RetryAfter is { Delta: { } delta } ? now + delta
            : response.Headers.RetryAfter?.Date;
        if (until is null || until <= now) return null;
        return until < now + LongestWait ? until : now + LongestWait;
    }

    /// <summary>One part of each error. Of a refused mail only the fields are taken: a message may quote the value.</summary>
    private static async Task<string> Errors(HttpResponseMessage response, string part, CancellationToken stop)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(stop), cancellationToken: stop);
            var parts = body.RootElement.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty(part).ToString()).Where(text => text.Length > 0);
            var text = string.Join(", ", parts);
            return text.Length == 0 ? "none named" : text.Length <= 200 ? text : text[..200];
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "none named";
        }
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
