using Helpdesk.Domain.Tickets;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Helpdesk.Web;

/// <summary><c>&lt;prio value="High" /&gt;</c> draws the sign (D15); with <c>words</c> the word stands beside it.</summary>
[HtmlTargetElement("prio", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PrioTagHelper : TagHelper
{
    public required Priority Value { get; set; }

    public bool Words { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var slug = Value.ToString().ToLowerInvariant();
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Words ? $"line prio {slug}" : $"prio {slug}");
        output.Attributes.SetAttribute("title", $"{Value} priority");
        output.Content.AppendHtml(Icons.Markup($"prio-{slug}", Words ? null : $"{Value} priority"));
        if (Words) output.Content.Append(Value.ToString());
    }
}
