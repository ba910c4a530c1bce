using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Helpdesk.Web;

/// <summary>
/// <c>&lt;sla-chip state="Soon" verb="Reply" due="due" policy="Enterprise plan" /&gt;</c> → "Reply in 38 m".
/// Without <c>amount</c> the words count to <c>due</c> and keep counting in the browser; business-time targets pass the
/// counted time that is left as <c>amount</c>, which only the server can know.
/// </summary>
[HtmlTargetElement("sla-chip", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SlaChipTagHelper(ViewerClock clock) : TagHelper
{
    public required SlaState State { get; set; }

    public string Verb { get; set; } = "Solve";

    public DateTimeOffset? Due { get; set; }

    public TimeSpan? Amount { get; set; }

    public string? Policy { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var counting = Due is not null && Amount is null && State is SlaState.Calm or SlaState.Soon or SlaState.Late or SlaState.Danger;
        var amount = Amount ?? (counting ? Due - clock.Now : null);
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"sla {State.ToString().ToLowerInvariant()}");
        if (Title() is { Length: > 0 } title) output.Attributes.SetAttribute("title", title);
        if (counting && Due is { } due)
        {
            output.Attributes.SetAttribute("data-due", due.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            output.Attributes.SetAttribute("data-verb", Verb);
        }

        output.Content.AppendHtml(Icons.Markup(SlaWords.Icon(State)));
        output.Content.AppendHtml("<span>").Append(SlaWords.Of(State, Verb, amount, clock.Culture)).AppendHtml("</span>");
    }

    private string Title() => string.Join(". ", new[]
    {
        Due is { } due ? $"Due {PlainTime.Exact(due, clock.Zone, clock.Culture)}" : null,
        Policy,
    }.Where(part => part is not null));
}
