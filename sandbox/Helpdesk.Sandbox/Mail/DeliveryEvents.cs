using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Helpdesk.Sandbox.Mail;

/// <summary>What became of a mail, in the vendor's words, for each recipient: processed, then delivered or bounced.</summary>
internal static class DeliveryEvents
{
    private const string BouncingDomain = "bounce.example";
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="bounce">Everyone bounces, not only those at <c>bounce.example</c>.</param>
    public static IReadOnlyList<JsonObject> Of(CaughtMail mail, bool bounce)
    {
        var outcomes = mail.Recipients.Select(recipient =>
            bounce || recipient.Host.Equals(BouncingDomain, StringComparison.OrdinalIgnoreCase) ? Bounced(mail, recipient.Address) : Delivered(mail, recipient.Address));
        return [.. mail.Recipients.Select(recipient => One(mail, recipient.Address, "processed")), .. outcomes];
    }

    /// <summary>The body of one post. It ends in CR LF, as the vendor's does: whoever trims before checking fails here too.</summary>
    public static byte[] Body(IEnumerable<JsonObject> events) =>
        Encoding.UTF8.GetBytes("[" + string.Join(",\r\n", events.Select(one => one.ToJsonString(Plain))) + "]\r\n");

    private static JsonObject Delivered(CaughtMail mail, string recipient)
    {
        var delivered = One(mail, recipient, "delivered");
        delivered["response"] = "250 OK";
        return delivered;
    }

    private static JsonObject Bounced(CaughtMail mail, string recipient)
    {
        var bounced = One(mail, recipient, "bounce");
        bounced["type"] = "bounce";
        bounced["status"] = "5.1.1";
        bounced["reason"] = "550 5.1.1 The email account that you tried to reach does not exist.";
        return bounced;
    }

    private static JsonObject One(CaughtMail mail, string recipient, string kind)
    {
        var one = new JsonObject();
        // The custom arguments first, so that one called "event" cannot pass for the event itself.
        foreach (var (name, value) in mail.CustomArgs) one[name] = value;
        one["email"] = recipient;
        one["timestamp"] = mail.At.ToUnixTimeSeconds();
        one["smtp-id"] = mail.MessageId;
        one["sg_message_id"] = $"{mail.ProviderId}.recvd-sandbox-1-{mail.Id}.0";
        one["event"] = kind;
        one["sg_event_id"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        return one;
    }
}
