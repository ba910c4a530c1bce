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
    /// <param name="http">For SendGrid and sandbox; its base address is set here.</param>
    public static IMailTransport? Choose(Settings settings, HttpClient http, TimeProvider time)
    {
        if (settings.Sandbox is { } sandbox) return Over(http, sandbox, "SG.sandbox", time);
        if (settings.SendGridKey is { } key) return Over(http, SendGrid, key.Value, time);
        return settings.Smtp is { } smtp ? new SmtpTransport(smtp, Timeout) : null;
    }

    private static SendGridTransport Over(HttpClient http, Uri address, string key, TimeProvider time)
    {
        http.BaseAddress = address;
        return new SendGridTransport(http, key, time, Timeout);
    }
}
