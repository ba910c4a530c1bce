namespace Helpdesk.Platform.Mail;

/// <summary>Which way mail leaves, by the settings of INTERFACES.md.</summary>
public static class MailTransports
{
    private static readonly Uri SendGrid = new("https://api.sendgrid.com");
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The sandbox where one is named (it catches everything, and never sees the real key), else SendGrid, else SMTP;
    /// null without any: mail then stays in the outbox, visible. There is no silent fallback.
    /// </summary>
    /// <param name="setting">The value of a setting by its name; null when unset.</param>
    /// <param name="http">For SendGrid and sandbox; its base address is set here.</param>
    /// <exception cref="FormatException">A setting cannot be read.</exception>
    public static IMailTransport? Choose(Func<string, string?> setting, HttpClient http, TimeProvider time)
    {
        if (setting("HELPDESK_SANDBOX") is { Length: > 0 } sandbox) return Over(http, new Uri(sandbox), "SG.sandbox", time);
        if (setting("HELPDESK_SENDGRID_KEY") is { Length: > 0 } key) return Over(http, SendGrid, key, time);
        return setting("HELPDESK_SMTP") is { Length: > 0 } smtp ? new SmtpTransport(SmtpSettings.Parse(smtp), Timeout) : null;
    }

    private static SendGridTransport Over(HttpClient http, Uri address, string key, TimeProvider time)
    {
        http.BaseAddress = address;
        return new SendGridTransport(http, key, time, Timeout);
    }
}
