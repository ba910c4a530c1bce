using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Helpdesk.Web;

/// <summary><c>&lt;icon name="clock" /&gt;</c> beside a word, or with <c>label</c> on its own.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    public required string Name { get; set; }

    public string? Label { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Icons.Markup(Name, Label));
    }
}
