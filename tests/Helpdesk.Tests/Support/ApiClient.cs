using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Helpdesk.Tests.Support;

/// <summary>Somebody's program with a key of the JSON API.</summary>
public sealed class ApiClient : IDisposable
{
    private ApiClient(HttpClient http) => Http = http;

    public HttpClient Http { get; }

    public static async Task<ApiClient> With(Desk desk, params string[] scopes)
    {
        var key = "hd_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        await desk.Query(
            "insert into api_key (id, name, hash, scopes, created_at, created_by) values ($1, $2, $3, $4, now(), 'test')",
            Guid.NewGuid(), "shop", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))), scopes);
        // Whoever asks before sending waits for the answer, however busy the machine: sending after a second would meet a closed door.
        var client = new ApiClient(new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = new Uri(desk.Url) });
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public Task<HttpResponseMessage> Post(string path, object body, string? once = null) => Send(HttpMethod.Post, path, JsonSerializer.SerializeToUtf8Bytes(body), once);

    public Task<HttpResponseMessage> Put(string path, object body) => Send(HttpMethod.Put, path, JsonSerializer.SerializeToUtf8Bytes(body));

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, byte[] body, string? once = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (once is not null) request.Headers.Add("Idempotency-Key", once);
        return await Http.SendAsync(request);
    }

    public async Task<JsonElement> Get(string path) => await Json(await Http.GetAsync(path));

    public static async Task<JsonElement> Json(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Clone();

    public void Dispose() => Http.Dispose();
}
