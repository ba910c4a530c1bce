using System.Net;
using System.Net.Mail;
using Helpdesk.Platform.Cli;
using Helpdesk.Platform.Mail;

namespace Helpdesk.Platform;

/// <summary>What can be set, and what was. Everything comes from the environment; nothing has a hidden fallback.</summary>
public sealed record Settings
{
    /// <summary>One line of docs/operations.md; a test holds the two together.</summary>
    public sealed record Setting(string Name, string Meaning, bool Secret = false);

    /// <summary>Every setting. Each can also be given as NAME_FILE: the path of a file with the value.</summary>
    public static IReadOnlyList<Setting> Known { get; } =
    [
        new("ASPNETCORE_URLS", "Addresses to listen on, separated by semicolons. Default http://127.0.0.1:5080."),
        new("HELPDESK_DATABASE", "Connection string of PostgreSQL. Unset: a PostgreSQL of its own in HELPDESK_DATA.", Secret: true),
        new("HELPDESK_DATA", "Folder of its own PostgreSQL. Default: .helpdesk in the checkout, else /var/lib/helpdesk (root) or ~/.local/share/helpdesk."),
        new("HELPDESK_POSTGRES_PROGRAMS", "Folder of initdb, pg_ctl, pg_dump and pg_restore. Default: the usual places, highest version first."),
        new("HELPDESK_URL", "Public base address, used in links of mails. Default: the first address of ASPNETCORE_URLS."),
        new("HELPDESK_PROXIES", "Networks (CIDR) or addresses of proxies whose X-Forwarded-For and -Proto are believed, separated by commas. Unset: none."),
        new("HELPDESK_MAIL_FROM", "Sender of outgoing mail, for example Support <support@example.com>. Needed with SendGrid or SMTP."),
        new("HELPDESK_MAIL_DOMAIN", "Domain of Message-IDs and reply addresses. Default: the domain of HELPDESK_MAIL_FROM."),
        new("HELPDESK_SENDGRID_KEY", "API key for sending through SendGrid. Unset together with HELPDESK_SMTP: mail stays in the outbox.", Secret: true),
        new("HELPDESK_SMTP", "Server to send through instead: smtp://user:password@host:port; STARTTLS when offered, always on port 587 and with a password.", Secret: true),
        new("HELPDESK_INBOUND_SECRET", "Password of the user inbound (HTTP basic) on /hooks/sendgrid/inbound. Unset with no public key: every request is refused.", Secret: true),
        new("HELPDESK_INBOUND_PUBLIC_KEY", "ECDSA public key that signs inbound mail (base64 or PEM); takes the place of the password."),
        new("HELPDESK_EVENTS_PUBLIC_KEY", "ECDSA public key that signs SendGrid's events (base64 or PEM). Unset: every event is refused."),
        new("HELPDESK_STRIPE_KEY", "Secret key of Stripe. Unset: billing says \"not connected\" and offers no money action.", Secret: true),
        new("HELPDESK_STRIPE_WEBHOOK_SECRET", "Signing secret of Stripe's webhook; two, separated by a comma, while rolling.", Secret: true),
        new("HELPDESK_PAGE_HOOK", "Address that is called for each page of Safety's on-call, with a number and a link. Unset: product and mail only."),
        new("HELPDESK_PAGE_HOOK_SECRET", "Signs these calls: HMAC-SHA256 in X-Helpdesk-Signature.", Secret: true),
        new("HELPDESK_SANDBOX", "Address of the sandbox that stands in for SendGrid and Stripe. On this machine only, never in production."),
    ];

    /// <summary>Kestrel's form, semicolons between several.</summary>
    public string Urls { get; private init; } = "";
    public Secret? Database { get; private init; }
    public string? Data { get; private init; }
    public string? PostgresPrograms { get; private init; }
    /// <summary>Without a slash at the end: a path follows.</summary>
    public string Url { get; private init; } = "";
    public IReadOnlyList<IPNetwork> Proxies { get; private init; } = [];
    public MailAddress? MailFrom { get; private init; }
    public string? MailDomain { get; private init; }
    public Secret? SendGridKey { get; private init; }
    public SmtpSettings? Smtp { get; private init; }
    public Secret? InboundSecret { get; private init; }
    /// <summary>DER of the SubjectPublicKeyInfo, in base64.</summary>
    public string? InboundPublicKey { get; private init; }
    /// <inheritdoc cref="InboundPublicKey"/>
    public string? EventsPublicKey { get; private init; }
    public Secret? StripeKey { get; private init; }
    public IReadOnlyList<Secret> StripeWebhookSecrets { get; private init; } = [];
    public Uri? PageHook { get; private init; }
    public Secret? PageHookSecret { get; private init; }
    public Uri? Sandbox { get; private init; }

    /// <exception cref="UserError">Every problem at once, one sentence a line. Values of secrets are not repeated.</exception>
    public static Settings Read(IReadOnlyDictionary<string, string?> environment) => Read(name => environment.GetValueOrDefault(name));

    /// <inheritdoc cref="Read(IReadOnlyDictionary{string, string?})"/>
    public static Settings Read(Func<string, string?>? environment = null)
    {
        var read = new SettingsReader(environment ?? Environment.GetEnvironmentVariable);
        var urls = read.Urls("ASPNETCORE_URLS") ?? "http://127.0.0.1:5080";
        var from = read.Mailbox("HELPDESK_MAIL_FROM");
        var settings = new Settings
        {
            Urls = urls,
            Database = read.ConnectionString("HELPDESK_DATABASE"),
            Data = read.Text("HELPDESK_DATA"),
            PostgresPrograms = read.Text("HELPDESK_POSTGRES_PROGRAMS"),
            Url = (read.Address("HELPDESK_URL") ?? FirstOf(urls)).ToString().TrimEnd('/'),
            Proxies = read.Networks("HELPDESK_PROXIES"),
            MailFrom = from,
            MailDomain = read.Domain("HELPDESK_MAIL_DOMAIN") ?? from?.Host,
            SendGridKey = read.Secret("HELPDESK_SENDGRID_KEY"),
            Smtp = read.Smtp("HELPDESK_SMTP"),
            InboundSecret = read.Secret("HELPDESK_INBOUND_SECRET"),
            InboundPublicKey = read.PublicKey("HELPDESK_INBOUND_PUBLIC_KEY"),
            EventsPublicKey = read.PublicKey("HELPDESK_EVENTS_PUBLIC_KEY"),
            StripeKey = read.Secret("HELPDESK_STRIPE_KEY"),
            StripeWebhookSecrets = read.Secrets("HELPDESK_STRIPE_WEBHOOK_SECRET"),
            PageHook = read.Address("HELPDESK_PAGE_HOOK"),
            PageHookSecret = read.Secret("HELPDESK_PAGE_HOOK_SECRET"),
            Sandbox = read.LoopbackAddress("HELPDESK_SANDBOX"),
        };
        if (settings is { SendGridKey: not null, Smtp: not null })
            read.Problem("HELPDESK_SENDGRID_KEY and HELPDESK_SMTP are both set; set the one that mail is to be sent through.");
        if (settings is { MailFrom: null } and ({ SendGridKey: not null } or { Smtp: not null }))
            read.Problem("HELPDESK_MAIL_FROM is missing; mail cannot be sent without a sender.");
        if (settings.PageHook is null != settings.PageHookSecret is null)
            read.Problem("HELPDESK_PAGE_HOOK and HELPDESK_PAGE_HOOK_SECRET belong together; set both or neither.");
        read.ThrowProblems();
        return settings;
    }

    /// <summary>A wildcard to listen on is no address to link to.</summary>
    private static Uri FirstOf(string urls)
    {
        var first = urls.Split(';')[0].Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal);
        var address = Uri.TryCreate(first, UriKind.Absolute, out var parsed) ? parsed : new Uri("http://localhost");
        return address.Host is "0.0.0.0" or "[::]" ? new UriBuilder(address) { Host = "localhost" }.Uri : address;
    }
}
