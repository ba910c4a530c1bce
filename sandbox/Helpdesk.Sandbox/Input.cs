using System.Text.Json;

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
        var input = new Input { IsForm = request.HasFormContentType };
        if (input.IsForm)
        {
            foreach (var (name, value) in await request.ReadFormAsync()) input.values[name] = value.ToString();
            return input;
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return null;
            foreach (var property in document.RootElement.EnumerateObject()) input.values[property.Name] = property.Value.ToString();
            return input;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
