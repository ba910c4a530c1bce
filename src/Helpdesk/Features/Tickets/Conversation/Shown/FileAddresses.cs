using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Helpdesk.Platform.Database;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// Addresses of pictures inside a shown mail. The frame has no origin, so that the browser sends no session cookie from it: the
/// address itself says for whom and until when it is good, signed. Whether that person may still meet the ticket is asked anew.
/// </summary>
public sealed class FileAddresses(InstallationFacts facts)
{
    private static readonly TimeSpan Good = TimeSpan.FromMinutes(15);

    public string For(string token, Guid person, DateTimeOffset now)
    {
        var until = (now + Good).ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"/files/{token}?inline=1&for={person:N}&until={until}&mac={Mac(token, person, until)}");
    }

    /// <summary>The person a signed address is for; null when it is not signed, changed or too old.</summary>
    public Guid? PersonOf(string token, IQueryCollection query, DateTimeOffset now)
    {
        if (!Guid.TryParseExact(query["for"], "N", out var person)
            || !long.TryParse(query["until"], NumberStyles.None, CultureInfo.InvariantCulture, out var until) || until < now.ToUnixTimeSeconds()) return null;
        var given = Encoding.ASCII.GetBytes(query["mac"].ToString());
        return CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(Mac(token, person, until))) ? person : null;
    }

    private string Mac(string token, Guid person, long until) => Convert.ToHexStringLower(HMACSHA256.HashData(
        facts.AddressKey, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"file:{token}:{person:N}:{until}"))));
}
