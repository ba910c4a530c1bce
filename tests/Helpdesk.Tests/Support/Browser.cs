using System.Net;
using System.Text.RegularExpressions;
using Helpdesk.Platform.Demo;

namespace Helpdesk.Tests.Support;

/// <summary>A browser without scripts: cookies, forms with their antiforgery token, no redirect followed unless asked.</summary>
public sealed partial class Browser : IDisposable
{
    private readonly HttpClientHandler _handler = new() { CookieContainer = new CookieContainer(), AllowAutoRedirect = false };

    public Browser(string url) => Http = new HttpClient(_handler) { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(60) };

    public HttpClient Http { get; }

    public CookieContainer Cookies => _handler.CookieContainer;

    public Task<HttpResponseMessage> Get(string path) => Http.GetAsync(path);

    public async Task<string> Page(string path)
    {
        using var answer = await Get(path);
        var body = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? body : throw new HttpRequestException($"{path} answered {(int)answer.StatusCode}: {body[..Math.Min(300, body.Length)]}", null, answer.StatusCode);
    }

    /// <summary>Fetches the page that holds the form for its token, then posts to <paramref name="action"/>.</summary>
    public async Task<HttpResponseMessage> PostForm(string page, string action, params (string Name, string Value)[] fields)
    {
        var html = await Page(page);
        var token = Token().Match(html) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : "";
        var form = fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", token));
        return await Http.PostAsync(action, new FormUrlEncodedContent(form));
    }

    public Task<HttpResponseMessage> PostForm(string page, params (string Name, string Value)[] fields) => PostForm(page, page, fields);

    public async Task SignIn(DemoPerson person)
    {
        using var answer = await PostForm("/sign-in", ("Email", person.Email), ("Password", DemoPerson.Password));
        if (answer.StatusCode != HttpStatusCode.Redirect) throw new InvalidOperationException($"Sign-in answered {(int)answer.StatusCode}.");
    }

    /// <summary>The value of a named input of a page.</summary>
    public static string Field(string html, string name) =>
        Regex.Match(html, $"name=\"{Regex.Escape(name)}\"[^>]*?value=\"([^\"]*)\"", RegexOptions.NonBacktracking) is { Success: true } match
            ? WebUtility.HtmlDecode(match.Groups[1].Value)
            : throw new InvalidOperationException($"No field {name}.");

    public void Dispose()
    {
        Http.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
