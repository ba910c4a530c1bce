using System.Globalization;
using System.Text;
using System.Text.Json;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Helpdesk.Features.Tickets;

/// <summary>How the JSON API reads bodies and writes times.</summary>
internal static class ApiBody
{
    public const int Largest = 35 * 1024 * 1024;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The JSON object of the body.</summary>
    /// <exception cref="BadHttpRequestException">413 when it is too large, 400 when it is no JSON object in UTF-8.</exception>
    public static async Task<JsonDocument> Read(HttpContext http)
    {
        if (http.Request.ContentLength > Largest) throw new BadHttpRequestException("Too large", StatusCodes.Status413PayloadTooLarge);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = Largest;
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        try
        {
            var document = JsonDocument.Parse(WithWholePairs(Strict.GetString(body.GetBuffer(), 0, (int)body.Length)));
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            document.Dispose();
        }
        catch (Exception malformed) when (malformed is JsonException or DecoderFallbackException)
        {
            // Answered below, in the same words as any body that is no object.
        }

        throw new BadHttpRequestException("No JSON object");
    }

    /// <summary><c>YYYY-MM-DDTHH:MM:SSZ</c></summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string? Time(DateTimeOffset? at) => at is { } known ? Time(known) : null;

    /// <summary>
    /// Half a surrogate pair written as an escape is legal JSON and no text: the reader would throw on it. It becomes the
    /// replacement character. Back slashes stand inside strings only, so that no parser is needed to find the escapes.
    /// </summary>
    internal static string WithWholePairs(string json)
    {
        if (!json.Contains("\\ud", StringComparison.OrdinalIgnoreCase)) return json;
        var mended = new StringBuilder(json.Length);
        for (var i = 0; i < json.Length; i++)
        {
            var unit = Escaped(json, i);
            if (unit is null || !char.IsSurrogate(unit.Value))
            {
                mended.Append(json[i]);
                if (json[i] == '\\' && i + 1 < json.Length) mended.Append(json[++i]);
                continue;
            }

            var pair = char.IsHighSurrogate(unit.Value) && Escaped(json, i + 6) is { } low && char.IsLowSurrogate(low);
            mended.Append(pair ? json.AsSpan(i, 12) : "\\ufffd");
            i += pair ? 11 : 5;
        }

        return mended.ToString();
    }

    private static char? Escaped(string json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}

/// <summary>Reads the fields of a JSON object and collects every problem, so that a caller mends all at once.</summary>
internal sealed class ApiFields(JsonElement root, List<string> problems, string prefix = "")
{
    /// <summary>Null when absent or wrong; what is wrong stands in the problems.</summary>
    public string? Text(string name, int longest, bool required = false)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            if (required) problems.Add($"{prefix}{name} is missing.");
            return null;
        }

        if (value.ValueKind != JsonValueKind.String) return Wrong(name, "must be a text");
        var text = PlainText.Storable(value.GetString()!);
        if (text.Length > longest) return Wrong(name, string.Create(CultureInfo.InvariantCulture, $"is longer than {longest:N0} characters"));
        return required && string.IsNullOrWhiteSpace(text) ? Wrong(name, "is empty") : text;
    }

    public ApiFields? Object(string name, bool required)
    {
        if (root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object) return new ApiFields(value, problems, $"{prefix}{name}.");
        if (required || (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))) problems.Add($"{prefix}{name} must be an object.");
        return null;
    }

    public IEnumerable<ApiFields> Objects(string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) yield break;
        if (value.ValueKind != JsonValueKind.Array)
        {
            problems.Add($"{prefix}{name} must be a list.");
            yield break;
        }

        var at = 0;
        foreach (var element in value.EnumerateArray())
        {
            if (element.ValueKind == JsonValueKind.Object) yield return new ApiFields(element, problems, $"{prefix}{name}[{at}].");
            else problems.Add($"{prefix}{name}[{at}] must be an object.");
            at++;
        }
    }

    public byte[]? Base64(string name)
    {
        if (root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.TryGetBytesFromBase64(out var bytes)) return bytes;
        problems.Add($"{prefix}{name} must be base64.");
        return null;
    }

    private string? Wrong(string name, string what)
    {
        problems.Add($"{prefix}{name} {what}.");
        return null;
    }
}
