using System.Globalization;
using System.Text.Json;

namespace Helpdesk.Platform.Cli;

/// <summary>Reads the fields of one input line and says in plain words what is wrong with them. Null counts as absent.</summary>
internal static class Field
{
    private static readonly string[] Instants =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <exception cref="BadLine">Absent, or not of this kind.</exception>
    public static JsonElement Required(JsonElement line, string name) =>
        Optional(line, name) ?? throw new BadLine($"\"{name}\" is missing");

    public static JsonElement? Optional(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string Text(JsonElement line, string name)
    {
        var value = Required(line, name);
        if (value.ValueKind != JsonValueKind.String) throw new BadLine($"\"{name}\" is not text");
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new BadLine($"\"{name}\" is not text: it holds half a character");
        }
    }

    public static bool Flag(JsonElement line, string name) =>
        Required(line, name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value
            ? value.GetBoolean()
            : throw new BadLine($"\"{name}\" is not true or false");

    /// <summary>An instant as <c>YYYY-MM-DDTHH:MM:SSZ</c>; fractions of a second and an offset instead of Z are understood.</summary>
    public static DateTimeOffset Instant(JsonElement line, string name)
    {
        var text = Text(line, name);
        // Without Z or an offset it names no instant: the zone would have to be guessed.
        var zoned = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-');
        return zoned && DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : throw new BadLine($"\"{name}\" is not a time like 2026-03-08T14:00:00Z");
    }
}
