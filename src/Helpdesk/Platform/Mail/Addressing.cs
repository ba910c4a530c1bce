using System.Security.Cryptography;
using System.Text;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Platform.Mail;

/// <summary>
/// Message-IDs and reply addresses of ours. A reply address carries the ticket's number and a MAC, so that nobody can place mail on
/// a ticket by guessing (D31); the key lives in the database's installation settings.
/// </summary>
public sealed class Addressing(string domain, Mailbox sender, byte[] key)
{
    private const int MacLength = 20;

    public Mailbox Sender => sender;

    public string NewMessageId() => $"<{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}@{domain}>";

    /// <summary><c>support+t7k3m9q-mac@domain</c></summary>
    public string ReplyTo(Ticket ticket) => $"support+t{ticket.Number.ToLowerInvariant()}-{Mac(ticket.Number)}@{domain}";

    /// <summary>The number whose MAC is right, from any of the addresses a mail was really sent to; null when there is none.</summary>
    public string? NumberIn(IEnumerable<string> recipients)
    {
        foreach (var recipient in recipients)
        {
            var local = recipient.Split('@')[0];
            var plus = local.IndexOf("+t", StringComparison.OrdinalIgnoreCase);
            if (plus < 0 || local.Length < plus + 2 + 6 + 1 + MacLength) continue;
            var number = TicketNumber.Normalise(local.Substring(plus + 2, 6));
            if (number is null || local[plus + 8] != '-') continue;
            var given = Encoding.ASCII.GetBytes(local.Substring(plus + 9).ToLowerInvariant());
            if (CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(Mac(number)))) return number;
        }

        return null;
    }

    /// <summary>Our own sender and reply addresses: mail from them would loop.</summary>
    public bool IsOurs(string address) =>
        string.Equals(address, sender.Address, StringComparison.OrdinalIgnoreCase)
        || (address.StartsWith("support", StringComparison.OrdinalIgnoreCase) && address.EndsWith("@" + domain, StringComparison.OrdinalIgnoreCase));

    private string Mac(string number) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes("reply:" + number)))[..MacLength];
}
