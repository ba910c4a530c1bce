using System.Globalization;
using System.Text.Encodings.Web;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Web;
using Microsoft.AspNetCore.Html;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// A line of the list as HTML, written straight out: fifty of them are the hottest markup there is, and tag helpers would cost as
/// much as the query. Same parts and classes as the components.
/// </summary>
public sealed class RowMarkup(TicketRow row, ViewerClock clock) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        // D37: personal data in subjects and snippets is masked where many tickets are looked at; who asks is shown by name.
        var subject = row.Subject.Length > 0 ? PersonalData.Mask(row.Subject) : "(no subject)";
        writer.Write($"<li class=\"row\" id=\"t-{row.Number}\"><span></span><span class=\"prio {Slug(row.Priority)}\" title=\"{row.Priority} priority\">{Icons.Markup("prio-" + Slug(row.Priority), row.Priority + " priority")}</span>");
        Chip(writer, encoder);
        writer.Write("<span class=\"title cut\">");
        if (row.Restricted) writer.Write($"<span class=\"nowrap\" title=\"Restricted\">{Icons.Markup("lock", "Restricted")}</span> ");
        if (row.Undelivered) writer.Write($"<span class=\"nowrap\" title=\"A reply did not arrive\">{Icons.Markup("alert", "A reply did not arrive")}</span> ");
        writer.Write($"<a class=\"{(row.State == TicketState.New ? "subject" : "subject seen")}\" href=\"/tickets/{row.Number}\" data-open>");
        encoder.Encode(writer, subject);
        writer.Write("</a> <span class=\"snippet\">");
        var snippet = PersonalData.Mask(row.Snippet);
        encoder.Encode(writer, snippet.Length > 90 ? snippet[..90] : snippet);
        writer.Write("</span></span><span class=\"who\"><span class=\"cut\">");
        encoder.Encode(writer, row.Requester.Length > 0 ? row.Requester : "Unknown");
        writer.Write($"</span><span class=\"{(row.Plan.HasPhone() ? "plan top" : "plan")}\">{row.Plan.Name()}</span></span>");
        Category(writer);
        writer.Write($"<span class=\"wide muted\">{Short(row.Team)} <span class=\"faint\">L{row.Level}</span></span>");
        Assignee(writer, encoder);
        writer.Write("<time class=\"when\" data-rel=\"short\" datetime=\"");
        writer.Write(Iso(row.ChangedAt));
        writer.Write("\" title=\"");
        encoder.Encode(writer, PlainTime.Exact(row.ChangedAt, clock.Zone, clock.Culture));
        writer.Write("\">");
        encoder.Encode(writer, PlainTime.Short(row.ChangedAt, clock.Now, clock.Culture));
        writer.Write("</time></li>");
    }

    private void Chip(TextWriter writer, HtmlEncoder encoder)
    {
        var (state, verb) = ChipOf(row.State, row.DueAt, row.DueTarget, row.Restricted, clock.Now);
        writer.Write($"<span class=\"sla {Slug(state)}\" title=\"");
        if (row.DueAt is { } due) encoder.Encode(writer, $"Due {PlainTime.Exact(due, clock.Zone, clock.Culture)}. {row.DuePolicy}");
        writer.Write('"');
        if (row.DueAt is { } at && state is not SlaState.Paused) writer.Write($" data-due=\"{Iso(at)}\" data-verb=\"{verb}\"");
        writer.Write($">{Icons.Markup(SlaWords.Icon(state))}<span>");
        encoder.Encode(writer, row.State switch
        {
            TicketState.Closed => "Closed",
            TicketState.Resolved => "Resolved",
            _ => row.DueAt is null && state != SlaState.Paused ? "No promise" : SlaWords.Of(state, verb, state == SlaState.Paused ? null : row.DueAt - clock.Now, clock.Culture),
        });
        writer.Write("</span></span>");
    }

    /// <summary>How the nearest promise stands: soon within two hours, danger for Safety's clocks once late.</summary>
    internal static (SlaState State, string Verb) ChipOf(TicketState state, DateTimeOffset? due, Target? target, bool restricted, DateTimeOffset now)
    {
        var verb = target switch { Target.FirstResponse => "Reply", Target.Acknowledgment => "Acknowledge", _ => "Solve" };
        if (state is TicketState.Resolved or TicketState.Closed) return (SlaState.Met, verb);
        if (due is null || state == TicketState.Pending) return (due < now ? SlaState.Late : SlaState.Paused, verb);
        if (due < now) return (restricted ? SlaState.Danger : SlaState.Late, verb);
        return (due - now < TimeSpan.FromHours(2) ? SlaState.Soon : SlaState.Calm, verb);
    }

    private void Category(TextWriter writer)
    {
        var percent = (int)Math.Round(row.Confidence * 100);
        var width = (row.Confidence * 20).ToString("0.#", CultureInfo.InvariantCulture);
        var name = Taxonomy.Get(row.Subcategory).Name;
        writer.Write($"<span class=\"cat wide{(row.NeedsTriage ? " unsure" : "")}\" title=\"{percent} % sure\"><span class=\"cut\">{name}</span>"
            + $"<svg class=\"conf\" viewBox=\"0 0 20 4\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{percent} % sure\"><rect width=\"20\" height=\"4\" rx=\"2\"/><rect width=\"{width}\" height=\"4\" rx=\"2\"/></svg></span>");
    }

    private void Assignee(TextWriter writer, HtmlEncoder encoder)
    {
        if (row.Assignee is not { } name)
        {
            writer.Write("<span class=\"av none\" title=\"Nobody yet\"><span class=\"sr\">Nobody yet</span></span>");
            return;
        }

        writer.Write($"<span class=\"av {Initials.Hue(name)}\" role=\"img\" aria-label=\"");
        encoder.Encode(writer, name);
        writer.Write("\" title=\"");
        encoder.Encode(writer, name);
        writer.Write("\">");
        encoder.Encode(writer, Initials.Of(name));
        writer.Write("</span>");
    }

    private static string Short(Team team) => team switch
    {
        Team.CustomerService => "Service", Team.TechnicalSupport => "Technical", Team.Legal => "Legal", _ => team.Name(),
    };

    private static string Slug<T>(T value) where T : struct, Enum => Words.Slug(value);

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
