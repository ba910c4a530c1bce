using System.Net;
using System.Net.Mail;
using System.Security.Cryptography;
using Helpdesk.Platform.Cli;
using Helpdesk.Platform.Mail;
using Npgsql;

namespace Helpdesk.Platform;

/// <summary>Reads one setting at a time and collects what is wrong, so that the operator hears of everything at once.</summary>
internal sealed class SettingsReader(Func<string, string?> environment)
{
    private readonly List<string> _problems = [];

    public void Problem(string sentence) => _problems.Add(sentence);

    public void ThrowProblems()
    {
        if (_problems.Count > 0) throw new UserError(string.Join('\n', _problems));
    }

    /// <summary>NAME, or the file that NAME_FILE points to; an empty value counts as unset, as compose files leave them so.</summary>
    public string? Text(string name)
    {
        var value = environment(name);
        var file = environment(name + "_FILE");
        if (string.IsNullOrEmpty(file)) return string.IsNullOrEmpty(value) ? null : value;
        if (!string.IsNullOrEmpty(value)) return Bad(name, $"and {name}_FILE are both set; set one of them");
        try
        {
            var text = File.ReadAllText(file).TrimEnd('\r', '\n');
            return text.Length > 0 ? text : Bad(name + "_FILE", $"points to {file}, which is empty");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Bad(name + "_FILE", $"points to {file}, which cannot be read");
        }
    }

    public Secret? Secret(string name) => Text(name) is { } text ? new Secret(text) : null;

    public IReadOnlyList<Secret> Secrets(string name) => [.. Parts(name).Select(part => new Secret(part))];

    public Secret? ConnectionString(string name)
    {
        if (Text(name) is not { } text) return null;
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(text);
            if (!string.IsNullOrEmpty(parts.Host) && !string.IsNullOrEmpty(parts.Database)) return new Secret(text);
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException)
        {
            // said below, without the value: it may hold a password
        }

        Bad(name, "is not a connection string with Host and Database, such as Host=db;Database=helpdesk;Username=helpdesk");
        return null;
    }

    public string? Urls(string name)
    {
        if (Text(name) is not { } text) return null;
        return text.Split(';').All(part => part.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
                || part.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            ? text
            : Bad(name, $"is \"{text}\", but must be addresses such as http://127.0.0.1:5080, separated by semicolons");
    }

    public Uri? Address(string name)
    {
        if (Text(name) is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address is { Query: "", Fragment: "", UserInfo: "" })
            return address;
        Bad(name, $"is \"{text}\", but must be an address such as https://help.example.com");
        return null;
    }

    /// <summary>The sandbox hands out mail and money to whoever asks: no other machine may stand behind that name.</summary>
    public Uri? LoopbackAddress(string name)
    {
        if (Address(name) is not { } address) return null;
        if (address.IsLoopback) return address;
        Bad(name, $"is \"{address}\", but the sandbox runs on this machine only, for example http://127.0.0.1:5081");
        return null;
    }

    public IReadOnlyList<IPNetwork> Networks(string name)
    {
        var networks = new List<IPNetwork>();
        foreach (var part in Parts(name))
        {
            if (IPNetwork.TryParse(part, out var network)) networks.Add(network);
            else if (IPAddress.TryParse(part, out var single)) networks.Add(new IPNetwork(single, single.GetAddressBytes().Length * 8));
            else Bad(name, $"holds \"{part}\", but must hold networks such as 10.0.0.0/8, separated by commas");
        }

        return networks;
    }

    public MailAddress? Mailbox(string name)
    {
        if (Text(name) is not { } text) return null;
        if (MailAddress.TryCreate(text, out var mailbox)) return mailbox;
        Bad(name, $"is \"{text}\", but must be an address such as Support <support@example.com>");
        return null;
    }

    public string? Domain(string name) => Text(name) is not { } text ? null
        : Uri.CheckHostName(text) == UriHostNameType.Dns ? text
        : Bad(name, $"is \"{text}\", but must be a domain such as help.example.com");

    public SmtpSettings? Smtp(string name)
    {
        if (Text(name) is not { } text) return null;
        try
        {
            return SmtpSettings.Parse(text);
        }
        catch (FormatException problem)
        {
            Problem(problem.Message);
            return null;
        }
    }

    public string? PublicKey(string name)
    {
        if (Text(name) is not { } text) return null;
        var base64 = string.Concat(text.Split('\n').Where(line => !line.StartsWith("-----", StringComparison.Ordinal)).Select(line => line.Trim()));
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(base64), out _);
            return base64;
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException)
        {
            return Bad(name, "is not an ECDSA public key in base64 or PEM");
        }
    }

    private IEnumerable<string> Parts(string name) =>
        (Text(name) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private string? Bad(string name, string sentence)
    {
        _problems.Add($"{name} {sentence}.");
        return null;
    }
}
