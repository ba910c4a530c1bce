using System.Net;

namespace Helpdesk.Platform.Mail;

/// <summary>HELPDESK_SMTP: <c>smtp://user:pass@host:port</c>; user and password percent-encoded, the port 25 unless said.</summary>
/// <param name="RequireTls">True: nothing goes in clear, even if the server offers no STARTTLS. False: STARTTLS when offered.</param>
public sealed record SmtpSettings(string Host, int Port, string? User, string? Password, bool RequireTls)
{
    /// <exception cref="FormatException">With a sentence that does not repeat the password.</exception>
    public static SmtpSettings Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Host.Length == 0)
            throw new FormatException("HELPDESK_SMTP must look like smtp://user:pass@host:port.");
        if (address.Scheme != "smtp")
            throw new FormatException("HELPDESK_SMTP must begin with smtp://; encryption is by STARTTLS, not on a port of its own.");

        var login = address.UserInfo.Split(':', 2);
        var user = login[0].Length > 0 ? Uri.UnescapeDataString(login[0]) : null;
        var port = address.Port > 0 ? address.Port : 25;
        // Submission (587) is for encrypted mail, and a password leaves the machine in no other way.
        var requireTls = port == 587 || (user is not null && !IsLoopback(address.Host));
        return new SmtpSettings(address.Host, port, user, login.Length > 1 ? Uri.UnescapeDataString(login[1]) : null, requireTls);
    }

    /// <summary>Without the password: settings end up in logs.</summary>
    public override string ToString() => $"smtp://{Host}:{Port}";

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
