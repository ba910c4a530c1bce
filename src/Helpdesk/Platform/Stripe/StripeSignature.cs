using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Helpdesk.Platform.Stripe;

/// <summary>The signature of a webhook: HMAC-SHA256 over time and raw body, by any of the secrets (two while one is being rolled).</summary>
public static class StripeSignature
{
    public const string Header = "Stripe-Signature";
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    /// <param name="header"><c>t=UNIX,v1=HEX[,v1=HEX]</c>; other schemes are ignored.</param>
    public static bool Verify(IReadOnlyList<Secret> secrets, string header, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var parts = header.Split(',').Select(part => part.Trim().Split('=', 2)).Where(part => part.Length == 2).ToList();
        var stamp = parts.Where(p => p[0] == "t").Select(p => p[1]).FirstOrDefault();
        if (!long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        if (seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds() || (now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Tolerance) return false;

        byte[] signed = [.. Encoding.UTF8.GetBytes(stamp! + "."), .. body];
        var given = parts.Where(p => p[0] == "v1").Select(p => Encoding.UTF8.GetBytes(p[1])).ToList();
        foreach (var secret in secrets)
        {
            if (secret.Value.Length == 0) continue;
            var expected = Encoding.UTF8.GetBytes(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Value), signed)));
            if (given.Any(one => CryptographicOperations.FixedTimeEquals(one, expected))) return true;
        }

        return false;
    }
}
