namespace Helpdesk.Domain.Tickets;

/// <summary>A ticket read once for everything that judges it: its words, concepts and traits.</summary>
internal sealed class TicketText
{
    public required TokenText Words { get; init; }

    public required List<FeatureSeen> Seen { get; init; }

    public static TicketText Read(string subject, string body, Channel channel, Speller speller)
    {
        var (title, forwarded) = MailText.Subject(subject);
        // D2: the notes of a call are written by staff; nothing in them is quoted or signed.
        var words = Tokenizer.Cut(title, MailText.Essential(body, forwarded || channel == Channel.Phone), speller);
        var concepts = new List<PhraseMatch>();
        Concepts.Find(words, concepts);
        var seen = new List<FeatureSeen>(words.Tokens.Count * 16);
        Features.Of(words, concepts, Emphasis.Of(words), seen);
        return new TicketText { Words = words, Seen = seen };
    }
}
