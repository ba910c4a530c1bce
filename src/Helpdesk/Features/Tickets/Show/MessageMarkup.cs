using System.Text.Encodings.Web;
using Helpdesk.Domain.Tickets;
using Microsoft.AspNetCore.Html;

namespace Helpdesk.Features.Tickets;

/// <summary>A customer's text as paragraphs, the words that led the classification marked in it (D5). Encoded, always.</summary>
/// <param name="all">The whole text.</param>
/// <param name="evidence">Spans of any field; only those of <paramref name="field"/> are marked.</param>
public sealed class MessageMarkup(string all, IEnumerable<EvidenceSpan> evidence, string field = "body") : IHtmlContent
{
    private const int Longest = 20_000;

    /// <summary>Of a conversation, the first message carries the evidence.</summary>
    public MessageMarkup(ThreadMessage message, TicketView ticket)
        : this(message.Text, ticket.Thread.Count > 0 && ticket.Thread[0] == message ? ticket.Triage.Evidence : [])
    {
    }

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var text = all.Length > Longest ? all[..Longest] : all;
        var marks = evidence.Where(e => e.Field == field && e.Start < e.End && e.End <= text.Length).OrderBy(e => e.Start).ToList();
        writer.Write(field == "subject" ? "<p><b>" : "<p>");
        var at = 0;
        foreach (var mark in marks)
        {
            if (mark.Start < at) continue;
            Words(writer, encoder, text.AsSpan(at, mark.Start - at));
            var topic = Taxonomy.TryParse(mark.For, out Subcategory? known) ? known.Name.ToLowerInvariant() : mark.For.Replace('_', ' ');
            writer.Write($"<mark title=\"Evidence for {encoder.Encode(topic)}\">");
            Words(writer, encoder, text.AsSpan(mark.Start, mark.End - mark.Start));
            writer.Write("</mark>");
            at = mark.End;
        }

        Words(writer, encoder, text.AsSpan(at));
        if (field == "subject") writer.Write("</b>");
        writer.Write(all.Length > Longest ? "</p><p class=\"muted\">The rest of this long message is left out here.</p>" : "</p>");
    }

    /// <summary>An empty line begins a paragraph, a line break stays one.</summary>
    private static void Words(TextWriter writer, HtmlEncoder encoder, ReadOnlySpan<char> text)
    {
        var lines = text.ToString().ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            encoder.Encode(writer, lines[i]);
            if (i == lines.Length - 1) break;
            if (lines[i + 1].Length > 0 || i + 2 >= lines.Length)
            {
                writer.Write("<br>");
                continue;
            }

            while (i + 2 < lines.Length && lines[i + 1].Length == 0) i++;
            writer.Write("</p><p>");
        }
    }
}
