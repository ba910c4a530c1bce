using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Helpdesk.Sandbox;

/// <summary>
/// What a person or a test sent, as flat text values: a form of the page or a JSON object, so that each verb works
/// as a plain form POST and from curl alike.
/// </summary>
internal sealed class Input
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <summary>True when a browser sent a form and expects a page back.</summary>
    public bool IsForm { get; private init; }

    /// <summary>The trimmed value; null when absent or blank.</summary>
    public string? this[string name] => values.GetValueOrDefault(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <returns>Null when the body is neither a form nor a JSON object.</returns>
    public static async Task<Input?> Read(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        // By its first character, not by its type: curl -d says "form" whatever it sends.
        if (body.AsSpan().TrimStart() is not ['{', ..]) return request.HasFormContentType ? Form(body) : null;
        try
        {
            using var document = JsonDocument.Parse(body);
            var input = new Input();
            foreach (var property in document.RootElement.EnumerateObject()) input.values[property.Name] = property.Value.ToString();
            return input;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Input Form(string body)
    {
        var input = new Input { IsForm = true };
        using var form = new FormReader(body);
        foreach (var (name, value) in form.ReadForm()) input.values[name] = value.ToString();
        return input;
    }
}
