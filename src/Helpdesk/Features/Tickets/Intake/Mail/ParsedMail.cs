using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Mail;

namespace Helpdesk.Features.Tickets;

/// <summary>A mail, read: who, what, and to which conversation it may belong.</summary>
public sealed record ParsedMail(
    FromField From, string Subject, string Text, string? Html, IReadOnlyList<NewFile> Files, string? InternetId, string? ReplyTo,
    ThreadClues Clues, string? AutomaticBecause)
{
    /// <exception cref="Unreadable">Nobody to answer to.</exception>
    public static ParsedMail Read(InboundForm form, Addressing addressing)
    {
        var headers = MailHeaders.Parse(form.Text("headers"));
        var envelope = form.Envelope();
        var from = FromField.Parse(form.Text("from")) ?? FromField.Parse(headers["from"]) ?? FromField.Parse(envelope.From ?? "");
        if (from is null) throw new Unreadable("no_sender");

        var html = form.Has("html") ? form.Text("html") : null;
        var text = form.Text("text");
        if (text.Length == 0 && html is not null) text = HtmlText.Of(html);
        var subject = form.Text("subject").ReplaceLineEndings(" ").Trim();
        var replyTo = FromField.Parse(headers["reply-to"])?.Address;
        var because = addressing.IsOurs(from.Address)
            ? AutomaticMail.OurOwn
            : AutomaticMail.Reason(name => headers[name], envelope.From, from.Address);
        return new ParsedMail(
            from, subject, text, html, form.Files(), One(headers["message-id"]),
            replyTo is not null && !string.Equals(replyTo, from.Address, StringComparison.OrdinalIgnoreCase) ? replyTo : null,
            new ThreadClues(
                addressing.NumberIn(envelope.To),
                Threading.MessageIds(headers["in-reply-to"], headers["references"]),
                Threading.NumberInSubject(subject)),
            because);
    }

    private static string? One(string header)
    {
        var ids = Threading.MessageIds(header, "");
        // What is not plain ASCII is no Message-ID (RFC 5322), and too wide for its index.
        return ids.Count > 0 && ids[0].All(char.IsAscii) ? ids[0] : null;
    }
}
