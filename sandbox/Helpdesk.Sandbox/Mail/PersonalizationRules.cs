using System.Text;
using System.Text.Json;

namespace Helpdesk.Sandbox.Mail;

/// <summary>The envelopes of a mail: who gets it, with which headers and arguments.</summary>
internal static class PersonalizationRules
{
    private const int MostEnvelopes = 1000;
    private const int MostArgumentBytes = 10_000;

    private static readonly HashSet<string> ForbiddenHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "x-sg-id", "x-sg-eid", "received", "dkim-signature", "Content-Type", "Content-Transfer-Encoding", "To", "From", "Subject", "Reply-To", "CC", "BCC",
    };

    public static void CheckAll(JsonElement mail, SendGridErrors errors)
    {
        mail.ExpectKind("personalizations", JsonValueKind.Array, "personalizations", errors);
        var envelopes = mail.Items("personalizations");
        if (envelopes.Count is 0 or > MostEnvelopes)
            errors.Add("personalizations", "The personalizations field is required and must have between 1 and 1000 personalizations.");

        foreach (var (index, envelope) in envelopes.Index())
        {
            var path = $"personalizations.{index}";
            if (!envelope.IsObjectOf(path, errors, "from", "to", "cc", "bcc", "subject", "headers", "substitutions", "dynamic_template_data", "custom_args", "send_at")) continue;
            CheckRecipients(envelope, path, errors);
            CheckHeaders(envelope, $"{path}.headers", errors);
            CheckArguments(envelope, $"{path}.custom_args", errors);
            if (envelope.Get("from") is { } from) CheckAddress(from, $"{path}.from", errors);
            if (string.IsNullOrEmpty(envelope.Text("subject") ?? mail.Text("subject")) && mail.Text("template_id") is null)
                errors.Add("subject", "The subject is required. You can get around this requirement if you use a template with a subject defined or if every personalization has a subject defined.");
        }
    }

    public static void CheckAddress(JsonElement address, string path, SendGridErrors errors)
    {
        if (!address.IsObjectOf(path, errors, "email", "name")) return;
        address.ExpectKind("name", JsonValueKind.String, $"{path}.name", errors);
        // The address alone: "Name <a@b>" would pass a mere parser, but not the vendor.
        if (address.Address() is not { } parsed || parsed.Address != address.Text("email") || HasBreak(address.Text("name")))
            errors.Add($"{path}.email", "Does not contain a valid address.");
    }

    public static void CheckHeaders(JsonElement owner, string path, SendGridErrors errors)
    {
        owner.ExpectKind("headers", JsonValueKind.Object, path, errors);
        foreach (var header in owner.Properties("headers"))
        {
            if (header.Value.ValueKind != JsonValueKind.String) errors.Add($"{path}.{header.Name}", "must be a string");
            else if (ForbiddenHeaders.Contains(header.Name)) errors.Add($"{path}.{header.Name}", "The header is reserved and cannot be set.");
            else if (HasBreak(header.Value.GetString()) || !header.Name.All(c => c is > ' ' and < (char)127 and not ':') || header.Name.Length == 0)
                errors.Add($"{path}.{header.Name}", "The header is not valid.");
        }
    }

    private static void CheckRecipients(JsonElement envelope, string path, SendGridErrors errors)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var list in (string[])["to", "cc", "bcc"])
        {
            envelope.ExpectKind(list, JsonValueKind.Array, $"{path}.{list}", errors);
            foreach (var (index, recipient) in envelope.Items(list).Index())
            {
                CheckAddress(recipient, $"{path}.{list}.{index}", errors);
                if (recipient.Text("email") is { } email && !seen.Add(email))
                    errors.Add($"{path}.{list}.{index}.email", "Each email address in the personalization block should be unique between to, cc, and bcc.");
            }
        }

        if (envelope.Items("to").Count == 0) errors.Add($"{path}.to", "The to array is required for all personalization objects, and must have at least one email object with a valid email address.");
    }

    private static void CheckArguments(JsonElement envelope, string path, SendGridErrors errors)
    {
        envelope.ExpectKind("custom_args", JsonValueKind.Object, path, errors);
        if (envelope.Properties("custom_args") is not { Count: > 0 } arguments) return;
        foreach (var argument in arguments)
        {
            if (argument.Value.ValueKind != JsonValueKind.String) errors.Add($"{path}.{argument.Name}", "The custom arg must be a string.");
        }

        if (Encoding.UTF8.GetByteCount(envelope.Get("custom_args")!.Value.GetRawText()) > MostArgumentBytes)
            errors.Add(path, "The custom args may have at most 10,000 bytes.");
    }

    private static bool HasBreak(string? text) => text is not null && text.AsSpan().ContainsAny('\r', '\n', '\0');
}
