namespace Helpdesk.Features.Tickets;

/// <summary>The question "because of these words?" (D5): the evidence to tick, and room for words of one's own.</summary>
/// <param name="Ticked">Spans that came back ticked after a refusal.</param>
/// <param name="Typed">What came back typed.</param>
public sealed record BecauseView(IEnumerable<BecauseView.Choice> Choices, IReadOnlyList<string> Ticked, string? Typed)
{
    /// <param name="Span">Such as <c>body:12-20</c>.</param>
    public sealed record Choice(string Span, string Words);

    public static string SpanOf(EvidenceSpan span) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{span.Field}:{span.Start}-{span.End}");

    /// <summary>Of the ticket page: the words stand in the first message.</summary>
    public static BecauseView Of(TicketView ticket)
    {
        var (subject, text) = (ticket.Head.Subject, ticket.Thread.Count > 0 ? ticket.Thread[0].Text : "");
        return new BecauseView(ticket.Triage.Evidence.Select(e => new Choice(SpanOf(e), Cut(e.Field == "subject" ? subject : text, e))), [], null);
    }

    private static string Cut(string text, EvidenceSpan span) => span.Start < span.End && span.End <= text.Length ? text[span.Start..span.End] : "";
}
