using System.Text.Json;

namespace Helpdesk.Platform.Mail;

/// <summary>A mail in the words of the vendor's contract; an absent value is left out, as null is not allowed there.</summary>
internal static class SendGridBody
{
    public static byte[] Of(OutgoingMail mail)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("personalizations");
            Envelope(json, mail);
            json.WriteEndArray();
            Person(json, "from", mail.From);
            if (mail.ReplyTo is not null) Person(json, "reply_to", mail.ReplyTo);
            json.WriteString("subject", mail.Subject);
            json.WriteStartArray("content");
            Content(json, "text/plain", mail.Text); // the vendor wants text before HTML
            if (!string.IsNullOrEmpty(mail.Html)) Content(json, "text/html", mail.Html);
            json.WriteEndArray();
            json.WriteStartObject("tracking_settings");
            // Nobody is watched reading an answer, and links stay what they say.
            foreach (var tracking in (string[])["click_tracking", "open_tracking", "subscription_tracking"]) Off(json, tracking);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Headers and arguments stand here: at the top level the vendor's own papers disagree on the kind of custom_args.</summary>
    private static void Envelope(Utf8JsonWriter json, OutgoingMail mail)
    {
        json.WriteStartObject();
        json.WriteStartArray("to");
        Person(json, name: null, mail.To);
        json.WriteEndArray();
        Texts(json, "headers", mail.Headers());
        if (mail.CustomArgs.Count > 0) Texts(json, "custom_args", mail.CustomArgs);
        json.WriteEndObject();
    }

    private static void Person(Utf8JsonWriter json, string? name, Mailbox mailbox)
    {
        if (name is null) json.WriteStartObject(); else json.WriteStartObject(name);
        json.WriteString("email", mailbox.Address);
        if (!string.IsNullOrWhiteSpace(mailbox.Name)) json.WriteString("name", mailbox.Name);
        json.WriteEndObject();
    }

    private static void Content(Utf8JsonWriter json, string type, string value)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("value", value);
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, string>> texts)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in texts) json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void Off(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteBoolean("enable", value: false);
        json.WriteEndObject();
    }
}
