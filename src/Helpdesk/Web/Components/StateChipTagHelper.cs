using Helpdesk.Domain.Tickets;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Helpdesk.Web;

/// <summary><c>&lt;state-chip value="ticket.State" /&gt;</c>: where a ticket stands (D28), in the words staff use.</summary>
[HtmlTargetElement("state-chip", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StateChipTagHelper : TagHelper
{
    public required TicketState Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (words, look, icon) = Value switch
        {
            TicketState.New => ("New", "state", null),
            TicketState.Open => ("Open", "state", null),
            TicketState.Pending => ("Waiting", "state", "sla-paused"),
            TicketState.OnHold => ("On hold", "state", "pause"),
            TicketState.Resolved => ("Resolved", "state calm", "check"),
            _ => ("Closed", "state muted", "lock"),
        };
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", look);
        if (icon is not null) output.Content.AppendHtml(Icons.Markup(icon));
        output.Content.Append(words);
    }
}
