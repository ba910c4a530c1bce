using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Helpdesk.Tests.Support;

namespace Helpdesk.Tests.Safety;

/// <summary>What an answer held that it must not hold.</summary>
internal sealed record Leak(string Who, string Request, string What);

/// <summary>Walks addresses as somebody and looks for planted words, and for the number of the hidden ticket where nobody named it.</summary>
internal sealed class Walker(string who, Browser browser, Canaries canaries, string number) : IDisposable
{
    private static readonly TimeSpan ListenFor = TimeSpan.FromSeconds(3);
    private string _token = "";

    public string Who => who;

    public ConcurrentBag<Leak> Leaks { get; } = [];

    /// <summary>Requests that were answered with an error of ours.</summary>
    public ConcurrentBag<string> Errors { get; } = [];

    /// <summary>The places whose words this walker has met.</summary>
    public ConcurrentDictionary<string, bool> Met { get; } = new(StringComparer.Ordinal);

    public int Answers { get; private set; }

    /// <summary>Takes the antiforgery token of a page that this walker may see: it goes with the person, not with the page.</summary>
    public async Task TakeToken(string page)
    {
        var html = await browser.Page(page);
        _token = Browser.Field(html, "__RequestVerificationToken");
    }

    public Task Get(string address, string? echoed = null) => Ask(new HttpRequestMessage(HttpMethod.Get, address), echoed);

    /// <summary>A form and a JSON body that say what the handlers like to hear.</summary>
    public async Task Send(string method, string address, IReadOnlyDictionary<string, string> fields)
    {
        var form = fields.Append(KeyValuePair.Create("__RequestVerificationToken", _token));
        await Ask(new HttpRequestMessage(new HttpMethod(method), address) { Content = new FormUrlEncodedContent(form) }, null);
        if (address.StartsWith("/api", StringComparison.Ordinal) || address.StartsWith("/hooks", StringComparison.Ordinal))
        {
            await Ask(new HttpRequestMessage(new HttpMethod(method), address) { Content = JsonContent.Create(fields) }, null);
        }
    }

    private async Task Ask(HttpRequestMessage request, string? echoed)
    {
        var asked = $"{request.Method} {request.RequestUri}";
        using (request)
        {
            using var answer = await browser.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            var body = answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? await Listen(answer) : Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
            var headers = string.Join('\n', answer.Headers.Concat(answer.Content.Headers).Select(h => h.Key + ": " + string.Join(", ", h.Value)));
            Answers++;
            if (answer.StatusCode == HttpStatusCode.InternalServerError) Errors.Add($"{who}: {asked[..Math.Min(150, asked.Length)]}");
            foreach (var place in canaries.In(headers + "\n" + body, echoed))
            {
                Met[place] = true;
                Leaks.Add(new Leak(who, asked, place));
            }

            if (!asked.Contains(number, StringComparison.OrdinalIgnoreCase) && body.Contains(number, StringComparison.Ordinal)) Leaks.Add(new Leak(who, asked, "the number"));
        }
    }

    private static async Task<string> Listen(HttpResponseMessage answer)
    {
        var heard = new StringBuilder();
        using var limit = new CancellationTokenSource(ListenFor);
        try
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(limit.Token);
            using var reader = new StreamReader(stream);
            while (await reader.ReadLineAsync(limit.Token) is { } line) heard.AppendLine(line);
        }
        catch (OperationCanceledException)
        {
            // Three seconds are over.
        }

        return heard.ToString();
    }

    public void Dispose() => browser.Dispose();
}
