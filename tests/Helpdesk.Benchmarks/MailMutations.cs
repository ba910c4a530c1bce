using System.Text;

namespace Helpdesk.Benchmarks;

/// <summary>Hostile variants of good mails, the same for the same seed: flipped bits, cuts, shuffled fields, header bombs, boundary tricks.</summary>
internal sealed class MailMutations(IReadOnlyList<(byte[] Body, string ContentType)> samples, int seed)
{
    private readonly Random _random = new(seed);

    public (byte[] Body, string ContentType) Next()
    {
        var (body, type) = samples[_random.Next(samples.Count)];
        if (body.Length > 60_000 && _random.Next(20) != 0) (body, type) = samples[0];
        for (var turns = _random.Next(1, 4); turns > 0; turns--) (body, type) = Change(body, type);
        return (body, type);
    }

    private (byte[] Body, string ContentType) Change(byte[] body, string type) => _random.Next(12) switch
    {
        0 or 1 => (Flipped(body), type),
        2 => (body[.._random.Next(body.Length + 1)], type),
        3 => (Spliced(body), type),
        4 => (Shuffled(body, type), type),
        5 => (Inserted(body, "\nX-Bomb: " + new string('x', _random.Next(3_000)), "name=\"headers\"\r\n\r\n"), type),
        6 => (Inserted(body, string.Concat(Enumerable.Repeat("a: b\n", _random.Next(2_000))), "name=\"headers\"\r\n\r\n"), type),
        7 => (body, type.Replace("boundary=", _random.Next(2) == 0 ? "boundary=\"" : "boundary==", StringComparison.Ordinal)),
        8 => (Replaced(body, "utf-8", Pick("utf-7", "utf-16", "shift_jis", "x-none", "\\ud800", "")), type),
        9 => (Replaced(body, Boundary(type), Boundary(type) + Pick("-", "\0", " ", "\r")), type),
        10 => (Replaced(body, "\"to\":", Pick("\"to\":[[", "\"to\":null,\"x\":", "\"TO\":1,\"to\":")), type),
        _ => (Spliced(Flipped(body)), Pick(type, type.ToUpperInvariant(), type + "; boundary=other", "multipart/mixed; boundary=" + Boundary(type))),
    };

    private byte[] Flipped(byte[] body)
    {
        var copy = body.ToArray();
        for (var flips = _random.Next(1, 64); flips > 0 && copy.Length > 0; flips--) copy[_random.Next(copy.Length)] ^= (byte)(1 << _random.Next(8));
        return copy;
    }

    /// <summary>A stretch is doubled, or left out, or filled with noise.</summary>
    private byte[] Spliced(byte[] body)
    {
        var from = _random.Next(body.Length + 1);
        var length = _random.Next(Math.Min(2_000, body.Length - from + 1));
        var noise = new byte[_random.Next(200)];
        _random.NextBytes(noise);
        return _random.Next(3) switch
        {
            0 => [.. body[..(from + length)], .. body[from..]],
            1 => [.. body[..from], .. body[(from + length)..]],
            _ => [.. body[..from], .. noise, .. body[from..]],
        };
    }

    private byte[] Shuffled(byte[] body, string type)
    {
        var edge = "--" + Boundary(type);
        var parts = Encoding.Latin1.GetString(body).Split(edge, StringSplitOptions.None);
        if (parts.Length < 4) return body;
        var middle = parts[1..^1];
        _random.Shuffle(middle);
        return Encoding.Latin1.GetBytes(string.Join(edge, [parts[0], .. middle, .. middle.Take(_random.Next(3)), parts[^1]]));
    }

    private static byte[] Inserted(byte[] body, string what, string after)
    {
        var text = Encoding.Latin1.GetString(body);
        var at = text.IndexOf(after, StringComparison.Ordinal);
        return at < 0 ? body : Encoding.Latin1.GetBytes(text.Insert(at + after.Length, what.TrimStart('\n') + "\n"));
    }

    private static byte[] Replaced(byte[] body, string what, string with) =>
        what.Length == 0 ? body : Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(body).Replace(what, with, StringComparison.Ordinal));

    private static string Boundary(string type)
    {
        var at = type.IndexOf("boundary=", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? "" : type[(at + 9)..].Trim('"', '=');
    }

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
}
