using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Helpdesk.Tests.Access;

/// <summary>What an authenticator app shows for a key (RFC 6238, six digits, 30 s).</summary>
internal static class Totp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <param name="steps">Half minutes from now; the application accepts two either way.</param>
    public static string Code(string key, int steps = 0)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30 + steps);
#pragma warning disable CA5350 // The standard's hash; apps know no other.
        var hash = HMACSHA1.HashData(Bytes(key.Replace(" ", "", StringComparison.Ordinal)), counter);
#pragma warning restore CA5350
        var at = hash[^1] & 0xf;
        return ((BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(at)) & 0x7fffffff) % 1_000_000).ToString("D6");
    }

    private static byte[] Bytes(string key)
    {
        var (bytes, bits, held) = (new List<byte>(), 0, 0);
        foreach (var letter in key)
        {
            (bits, held) = ((bits << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal), held + 5);
            if (held < 8) continue;
            bytes.Add((byte)(bits >> (held - 8)));
            held -= 8;
        }

        return [.. bytes];
    }
}
