namespace Helpdesk.Features.Tickets;

/// <summary>Tells pictures by their first bytes; the sender's word is not asked.</summary>
public static class Pictures
{
    /// <summary>How many bytes are looked at.</summary>
    public const int Head = 12;

    /// <returns>The media type of a PNG, JPEG, GIF or WebP; null for everything else, SVG among it: it can carry script.</returns>
    public static string? TypeOf(ReadOnlySpan<byte> content) =>
        content is [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, ..] ? "image/png"
        : content is [0xFF, 0xD8, 0xFF, ..] ? "image/jpeg"
        : content.StartsWith("GIF87a"u8) || content.StartsWith("GIF89a"u8) ? "image/gif"
        : content.Length >= Head && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8) ? "image/webp"
        : null;
}
