using Helpdesk.Domain.Tickets;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Helpdesk.Web;

/// <summary><c>&lt;plan-chip plan="Family" /&gt;</c>; plans with a phone and priority hours (D2, D3) stand out by a border.</summary>
[HtmlTargetElement("plan-chip", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PlanChipTagHelper : TagHelper
{
    public required Plan Plan { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Plan.HasPhone() ? "plan top" : "plan");
        output.Content.SetContent(Plan.Name());
    }
}
