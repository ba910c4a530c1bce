using System.Buffers.Text;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text.Json;

namespace Helpdesk.Sandbox.Mail;

/// <summary>Turns a valid request into what lands in mailboxes: one mail for each personalization.</summary>
internal static class Postman
{
    public static IReadOnlyList<CaughtMail> Sort(JsonElement mail, Func<string> nextId, DateTimeOffset now)
    {
        var providerId = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        return [.. mail.Items("personalizations").Select(envelope => One(mail, envelope, nextId(), providerId, now))];
    }

    private static CaughtMail One(JsonElement mail, JsonElement envelope, string id, string providerId, DateTimeOffset now)
    {
        var from = (envelope.Get("from") ?? mail.Get("from"))!.Value.Address()!;
        var replyTo = mail.Get("reply_to")?.Address() ?? mail.Items("reply_to_list").Select(JsonShape.Address).FirstOrDefault();
        var subject = envelope.Text("subject") ?? mail.Text("subject") ?? "";
        var to = Addresses(envelope, "to");
        var copies = Addresses(envelope, "cc");
        string? Content(string type) => mail.Items("content").FirstOrDefault(block => block.Text("type") == type).Text("value");

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["From"] = HeaderText.Mailbox(from),
            ["To"] = string.Join(", ", to.Select(HeaderText.Mailbox)),
            ["Subject"] = subject,
            ["Date"] = HeaderText.Date(now),
            ["Message-ID"] = $"<{providerId}@geopod-ismtpd-sandbox>",
        };
        if (copies.Count > 0) headers["Cc"] = string.Join(", ", copies.Select(HeaderText.Mailbox));
        if (replyTo is not null) headers["Reply-To"] = HeaderText.Mailbox(replyTo);
        // Those of the envelope win, as at the vendor; both win over a Message-ID made here.
        foreach (var header in mail.Properties("headers").Concat(envelope.Properties("headers"))) headers[header.Name] = header.Value.GetString()!;

        return new CaughtMail(id, from, to, [.. to, .. copies, .. Addresses(envelope, "bcc")], replyTo, subject, headers,
            Content("text/plain"), Content("text/html"), [.. mail.Items("attachments").Select(File)],
            envelope.Properties("custom_args").ToDictionary(argument => argument.Name, argument => argument.Value.GetString()!, StringComparer.Ordinal),
            providerId, now);
    }

    private static List<MailAddress> Addresses(JsonElement envelope, string list) => [.. envelope.Items(list).Select(address => address.Address()!)];

    private static CaughtFile File(JsonElement file) =>
        new(file.Text("filename")!, file.Text("type") ?? "application/octet-stream", Convert.FromBase64String(file.Text("content")!).Length);
}
