using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Helpdesk.Features.Tickets;

/// <summary>A mail that cannot be read; the coded reason it is parked with.</summary>
public sealed class Unreadable(string reason) : Exception(reason)
{
    public string Reason => Message;
}

/// <summary>
/// The fields of an Inbound Parse body (parsed mode). Each field's bytes are decoded with the charset that the body names for it;
/// an unknown charset falls back to UTF-8 with replacement, so nothing is lost for want of a name.
/// </summary>
public sealed class InboundForm
{
    private const int MostParts = 500;
    private readonly Dictionary<string, byte[]> _fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Field, string? FileName, string ContentType, byte[] Content)> _files = [];
    private Dictionary<string, string> _charsets = new(StringComparer.OrdinalIgnoreCase);

    static InboundForm() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <exception cref="Unreadable">No multipart body, or one that breaks off.</exception>
    public static async Task<InboundForm> Read(byte[] body, string contentType, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var media) || !media.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            throw new Unreadable("malformed");
        }

        var boundary = HeaderUtilities.RemoveQuotes(media.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 200) throw new Unreadable("malformed");
        var form = new InboundForm();
        try
        {
            var reader = new MultipartReader(boundary, new MemoryStream(body, writable: false)) { HeadersCountLimit = 64, HeadersLengthLimit = 64 * 1024 };
            for (var parts = 0; await reader.ReadNextSectionAsync(cancel) is { } section; parts++)
            {
                if (parts == MostParts) throw new Unreadable("too_many_parts");
                await form.Take(section, cancel);
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or ArgumentException or FormatException or InvalidOperationException)
        {
            throw new Unreadable("malformed");
        }

        if (form._fields.Count == 0) throw new Unreadable("malformed");
        if (form._fields.ContainsKey("email")) throw new Unreadable("raw_mode");
        form._charsets = form.Json("charsets").ToDictionary(p => p.Key, p => StringOf(p.Value) ?? "", StringComparer.OrdinalIgnoreCase);
        return form;
    }

    public bool Has(string field) => _fields.ContainsKey(field);

    public string Text(string field) => _fields.TryGetValue(field, out var bytes) ? Decode(bytes, Charset(field)) : "";

    /// <summary>Attachments with the names of <c>attachment-info</c>, and their Content-IDs where they have one.</summary>
    public IReadOnlyList<NewFile> Files()
    {
        var info = Json("attachment-info");
        var ids = Json("content-ids").Select(p => (Field: StringOf(p.Value), Id: Clean(p.Key))).Where(p => p.Field is not null)
            .GroupBy(p => p.Field!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Id, StringComparer.Ordinal);
        return [.. _files.Select(f => new NewFile(
            Named(info, f.Field, "filename") ?? Named(info, f.Field, "name") ?? f.FileName ?? "",
            Clean(f.ContentType), f.Content, ids.GetValueOrDefault(f.Field)))];
    }

    /// <summary>Recipients the mail was really sent to, and its return path (null when the envelope cannot be read).</summary>
    public (IReadOnlyList<string> To, string? From) Envelope()
    {
        var envelope = Json("envelope");
        var to = envelope.TryGetValue("to", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(StringOf).OfType<string>().ToList()
            : [];
        return (to, envelope.TryGetValue("from", out var from) ? StringOf(from) : null);
    }

    private async Task Take(MultipartSection section, CancellationToken cancel)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) return;
        var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
        using var content = new MemoryStream();
        await section.Body.CopyToAsync(content, cancel);
        var isFile = disposition.FileName.HasValue || disposition.FileNameStar.HasValue
            || (IsNumbered(name) && section.ContentType is not null);
        if (!isFile)
        {
            _fields.TryAdd(name, content.ToArray());
            return;
        }

        var fileName = disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value : HeaderUtilities.RemoveQuotes(disposition.FileName).Value;
        _files.Add((name, Latin1AsUtf8(fileName), section.ContentType ?? "application/octet-stream", content.ToArray()));
    }

    private string Charset(string field) => _charsets.GetValueOrDefault(field) ?? "utf-8";

    private static string Decode(byte[] bytes, string charset)
    {
        Encoding encoding;
        try
        {
            encoding = Encoding.GetEncoding(charset, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            encoding = Encoding.UTF8;
        }

        // UTF-7 is a way around filters; nobody writes it in earnest.
        if (encoding.CodePage == 65000) encoding = Encoding.UTF8;
        return Clean(encoding.GetString(bytes));
    }

    private Dictionary<string, JsonElement> Json(string field)
    {
        if (!_fields.TryGetValue(field, out var bytes)) return [];
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone().EnumerateObject().GroupBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.OrdinalIgnoreCase)
                : [];
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    private static string? Named(Dictionary<string, JsonElement> info, string field, string property) =>
        info.TryGetValue(field, out var file) && file.ValueKind == JsonValueKind.Object && file.TryGetProperty(property, out var value)
        && StringOf(value) is { Length: > 0 } name ? Clean(name) : null;

    /// <summary>Null for what is no text, or names half a character.</summary>
    private static string? StringOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary><c>attachment7</c>: some mail comes with nameless files.</summary>
    private static bool IsNumbered(string field) =>
        field.StartsWith("attachment", StringComparison.OrdinalIgnoreCase) && field.Length > 10 && field.AsSpan(10).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>The reader takes header bytes for Latin-1; senders mean UTF-8.</summary>
    private static string? Latin1AsUtf8(string? text) => text is null ? null : Clean(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text)));

    private static string Clean(string text) => Platform.Http.PlainText.Storable(text);
}
