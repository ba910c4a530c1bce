using System.Text.Encodings.Web;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Microsoft.AspNetCore.Html;

namespace Helpdesk.Features.Safety;

/// <summary>A phrase with the words marked at which something fired. Encoded, always.</summary>
public sealed class SpanMarkup(string text, IReadOnlyList<Finding> findings) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var at = 0;
        foreach (var finding in findings.Where(f => f.Field == TextField.Body && f.Attachment is null && f.Start < f.End && f.End <= text.Length).OrderBy(f => f.Start).ThenByDescending(f => f.End))
        {
            if (finding.End <= at) continue;
            var start = Math.Max(at, finding.Start);
            encoder.Encode(writer, text[at..start]);
            writer.Write("<mark title=\"");
            encoder.Encode(writer, finding.Label.Length > 0 ? finding.Label : finding.Rule);
            writer.Write("\">");
            encoder.Encode(writer, text[start..finding.End]);
            writer.Write("</mark>");
            at = finding.End;
        }

        encoder.Encode(writer, text[at..]);
    }
}
