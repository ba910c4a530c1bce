using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Helpdesk.Platform.Stripe;

namespace Helpdesk.Tests.Stripe;

/// <summary>What a call looked like on the wire.</summary>
public sealed record SentCall(HttpMethod Method, string Path, string Query, string Body, string? Key, string? Version, string? Authorization);

/// <summary>Stands where the network is: keeps every call, and answers what was queued (the last answer again and again).</summary>
public sealed class StripeCalls : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _answers = [];

    public ConcurrentQueue<SentCall> Sent { get; } = [];

    public StripeClient Client => new(new StripeHttp(new HttpClient(this) { BaseAddress = new Uri("http://stripe.test") }, "sk_test_1", TimeProvider.System));

    public StripeCalls Then(int status, string body, params (string Name, string Value)[] headers)
    {
        _answers.Enqueue(() =>
        {
            var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            foreach (var (name, value) in headers) answer.Headers.Add(name, value);
            return answer;
        });
        return this;
    }

    public StripeCalls ThenNothing()
    {
        _answers.Enqueue(() => throw new HttpRequestException("cut"));
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Sent.Enqueue(new SentCall(request.Method, request.RequestUri!.AbsolutePath, request.RequestUri.Query.TrimStart('?'), body,
            Header(request, "Idempotency-Key"), Header(request, "Stripe-Version"), request.Headers.Authorization?.ToString()));
        var answer = _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
        return answer();
    }

    private static string? Header(HttpRequestMessage request, string name) => request.Headers.TryGetValues(name, out var values) ? values.Single() : null;
}
