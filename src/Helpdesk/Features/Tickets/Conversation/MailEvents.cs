using System.Text.Json;

namespace Helpdesk.Features.Tickets;

/// <summary>What the mail provider tells about one mail of ours.</summary>
/// <param name="Id">The provider's id of the event: it comes at least once.</param>
/// <param name="Mail">The outbox row, from the custom argument <c>mail</c>.</param>
/// <param name="Outcome"><c>delivered</c>, <c>bounced</c> or <c>dropped</c>.</param>
/// <param name="Status">The SMTP status such as <c>5.1.1</c>; the other server's own words are not kept, they quote addresses.</param>
public sealed record MailEvent(string Id, Guid Mail, string Outcome, string? Status)
{
    private const int LongestId = 200;

    /// <summary>
    /// The events of a posted array that change something. Everything else (processed, deferred, opens, mail that is not ours,
    /// what cannot be read) is left out: the provider would only repeat what it is not thanked for.
    /// </summary>
    /// <param name="ignored">How many were left out, for the log.</param>
    public static IReadOnlyList<MailEvent> Read(ReadOnlyMemory<byte> body, out int ignored)
    {
        ignored = 0;
        var events = new List<MailEvent>();
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Array) throw new JsonException();
            foreach (var element in document.RootElement.EnumerateArray())
            {
                if (One(element) is { } known) events.Add(known);
                else ignored++;
            }
        }
        catch (JsonException)
        {
            ignored++;
        }

        return events;
    }

    private static MailEvent? One(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object) return null;
        var outcome = Text(element, "event") switch { "delivered" => "delivered", "bounce" => "bounced", "dropped" => "dropped", _ => null };
        return outcome is not null
            && Text(element, "sg_event_id") is { Length: > 0 and <= LongestId } id
            && Guid.TryParseExact(Text(element, "mail"), "N", out var mail)
            ? new MailEvent(Platform.Http.PlainText.Storable(id), mail, outcome, SmtpStatus(Text(element, "status")))
            : null;
    }

    private static string? SmtpStatus(string? text) =>
        text is { Length: > 0 and <= 12 } && text.All(c => char.IsAsciiDigit(c) || c == '.') ? text : null;

    private static string? Text(JsonElement element, string name)
    {
        try
        {
            return element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: no id of ours.
            return null;
        }
    }
}
