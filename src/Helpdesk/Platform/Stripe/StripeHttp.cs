using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Helpdesk.Platform.Stripe;

// What this file does: one call to Stripe with the vendor SDK's rules for time limits and retries, and errors by kind.
// What it does not do: decide what an unknown outcome of money means (SendRefund does), or log anything that was sent.

/// <summary>An answer with the id that Stripe's support asks for.</summary>
/// <param name="Replayed">Stripe had kept it for this idempotency key.</param>
public sealed record StripeAnswer<T>(T Value, string? RequestId, bool Replayed);

/// <summary>Calls over HTTP: the version pinned, form-encoded, retried only as the vendor's SDK does.</summary>
/// <param name="http">With Stripe's (or the sandbox's) base address and no time limit of its own.</param>
public sealed class StripeHttp(HttpClient http, string key, TimeProvider time)
{
    /// <summary>Pinned: an answer changes its shape only when this line does.</summary>
    public const string Version = "2026-10-28.endive";

    /// <summary>Of one attempt, answer included.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(80);

    private const int Retries = 2;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public Task<StripeAnswer<T>> Get<T>(string path, StripeForm? query, CancellationToken cancel) => Call<T>(HttpMethod.Get, path, query, null, Retries, cancel);

    /// <param name="once">The idempotency key, at most 255 characters; null only for what writes nothing.</param>
    /// <param name="retries">0 where the caller keeps the outcome of each attempt itself.</param>
    public Task<StripeAnswer<T>> Post<T>(string path, StripeForm form, string? once, CancellationToken cancel, int retries = Retries) => Call<T>(HttpMethod.Post, path, form, once, retries, cancel);

    public Task<StripeAnswer<T>> Delete<T>(string path, StripeForm? query, CancellationToken cancel) => Call<T>(HttpMethod.Delete, path, query, null, Retries, cancel);

    private async Task<StripeAnswer<T>> Call<T>(HttpMethod method, string path, StripeForm? form, string? once, int retries, CancellationToken cancel)
    {
        for (var retried = 0; ; retried++)
        {
            var (problem, again) = (default(StripeProblem), false);
            try
            {
                return await Attempt<T>(method, path, form, once, cancel);
            }
            catch (Answered refused)
            {
                (problem, again) = (refused.Problem, refused.Again);
            }
            catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
            {
                (problem, again) = (new StripeUnknown("Stripe gave no answer in time.", null, cause: late), true);
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException)
            {
                (problem, again) = (new StripeUnknown("Stripe gave no answer.", null, cause: broken), true);
            }

            if (!again || retried >= retries) throw problem;
            await Task.Delay(Wait(retried + 1), time, cancel);
        }
    }

    private async Task<StripeAnswer<T>> Attempt<T>(HttpMethod method, string path, StripeForm? form, string? once, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Limit);
        using var request = Request(method, path, form, once);
        using var response = await http.SendAsync(request, limit.Token);
        var requestId = Header(response, "Request-Id");
        var replayed = string.Equals(Header(response, "Idempotent-Replayed"), "true", StringComparison.OrdinalIgnoreCase);
        var body = await response.Content.ReadAsByteArrayAsync(limit.Token);
        if (!response.IsSuccessStatusCode) throw Refused(response, method, path, body, requestId, replayed);
        try
        {
            var value = JsonSerializer.Deserialize<T>(body, StripeJson.Options) ?? throw new JsonException();
            return new StripeAnswer<T>(value, requestId, replayed);
        }
        catch (JsonException broken)
        {
            // It may have been done all the same.
            throw new Answered(new StripeUnknown("Stripe gave an answer that cannot be read.", requestId, replayed, broken), again: false);
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path, StripeForm? form, string? once)
    {
        var posts = method == HttpMethod.Post;
        var text = form?.ToString() ?? "";
        var request = new HttpRequestMessage(method, posts || text.Length == 0 ? path : $"{path}?{text}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Headers.Add("Stripe-Version", Version);
        if (!posts) return request;
        if (once is not null) request.Headers.Add("Idempotency-Key", once);
        request.Content = new StringContent(text, Encoding.UTF8, "application/x-www-form-urlencoded");
        return request;
    }

    private static Answered Refused(HttpResponseMessage response, HttpMethod method, string path, byte[] body, string? requestId, bool replayed)
    {
        var status = (int)response.StatusCode;
        var error = StripeJson.Error(body);
        StripeProblem problem = response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new StripeKeyRefused(null, requestId),
            HttpStatusCode.Forbidden => new StripeKeyRefused(StripeRights.For(method, path, error.Message), requestId),
            HttpStatusCode.TooManyRequests => new StripeTooFast(requestId),
            HttpStatusCode.BadRequest when error.Code == "rate_limit" => new StripeTooFast(requestId),
            HttpStatusCode.Conflict => new StripeUnknown("Stripe is still busy with the first attempt.", requestId, replayed),
            >= HttpStatusCode.InternalServerError => new StripeUnknown($"Stripe answered {status}.", requestId, replayed),
            _ => new StripeRefusal(status, error.Type, error.Code, error.DeclineCode, error.Param, requestId),
        };
        // The vendor's own word decides; without one: 409 and 5xx.
        var again = Header(response, "Stripe-Should-Retry") switch { "true" => true, "false" => false, _ => problem is StripeUnknown };
        return new Answered(problem, again);
    }

    /// <summary>0.5 s × 2^(n−1), at most 5 s, times a random 0.75–1, never under 0.5 s.</summary>
    private static TimeSpan Wait(int retry)
    {
        var whole = TimeSpan.FromTicks(Math.Min(Longest.Ticks, Shortest.Ticks << (retry - 1)));
        var shaken = whole * (0.75 + Random.Shared.NextDouble() / 4);
        return shaken > Shortest ? shaken : Shortest;
    }

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private sealed class Answered(StripeProblem problem, bool again) : Exception(problem.Message, problem)
    {
        public StripeProblem Problem => problem;
        public bool Again => again;
    }
}
