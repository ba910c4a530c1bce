using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Helpdesk.Tests.Support;

namespace Helpdesk.Tests.Intake;

/// <summary>Posts mail as SendGrid does.</summary>
internal static class Inbound
{
    public const string Boundary = "edge";
    public const string Type = "multipart/form-data; boundary=edge";

    public static async Task<HttpResponseMessage> Post(this Desk desk, byte[] body, string contentType = Type, string? secret = Desk.InboundSecret, bool chunked = false)
    {
        using var http = new HttpClient { BaseAddress = new Uri(desk.Url), Timeout = TimeSpan.FromSeconds(120) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/sendgrid/inbound") { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (chunked) request.Headers.TransferEncodingChunked = true;
        if (secret is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("inbound:" + secret)));
        return await http.SendAsync(request);
    }

    /// <summary>A mail of the usual shape; further fields go last and win nothing over the first of their name.</summary>
    public static byte[] Mail(string from, string subject, string text, string headers = "", string to = "support@helpdesk.example", params (string Name, string Value)[] more)
    {
        var address = from.Contains('<', StringComparison.Ordinal) ? from[(from.IndexOf('<', StringComparison.Ordinal) + 1)..].TrimEnd('>') : from;
        return Form([
            ("headers", $"From: {from}\nSubject: {subject}\n{headers}"), ("from", from), ("subject", subject), ("text", text),
            ("envelope", JsonSerializer.Serialize(new { to = new[] { to }, from = address })), .. more]);
    }

    public static byte[] Form(params (string Name, string Value)[] fields) => Raw([.. fields.Select(f => (f.Name, Encoding.UTF8.GetBytes(f.Value)))]);

    public static byte[] Raw(params (string Name, byte[] Value)[] fields)
    {
        using var body = new MemoryStream();
        foreach (var (name, value) in fields)
        {
            body.Write(Encoding.UTF8.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n"));
            body.Write(value);
            body.Write("\r\n"u8);
        }

        body.Write(Encoding.UTF8.GetBytes($"--{Boundary}--\r\n"));
        return body.ToArray();
    }

    /// <summary>A sample of the contracts with its content type and expected values; skips by name where they are missing.</summary>
    public static (byte[] Body, string ContentType, JsonElement Expected) Sample(string name, bool raw = false)
    {
        var manifest = JsonDocument.Parse(File.ReadAllText(SharedContracts.Path("samples/inbound/manifest.json"))).RootElement.GetProperty(name).Clone();
        var body = File.ReadAllBytes(SharedContracts.Path($"samples/inbound/{name}{(raw ? ".raw" : "")}.multipart"));
        return (body, manifest.GetProperty(raw ? "rawContentType" : "contentType").GetString()!, manifest);
    }

    /// <summary>State, reason and ticket of the newest stored mail.</summary>
    public static async Task<(string State, string? Reason, string? Number, bool Restricted)> Newest(this Desk desk)
    {
        var row = (await desk.Query("select m.state, m.reason, t.number, m.restricted from inbound_mail m left join ticket t on t.id = m.ticket_id order by m.id desc limit 1"))[0];
        return ((string)row[0]!, (string?)row[1], (string?)row[2], (bool)row[3]!);
    }

    public static Task<long> Count(this Desk desk, string table) => desk.Scalar<long>($"select count(*) from {table}");
}
