using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Helpdesk.Web;

/// <summary>
/// <c>data-key="r"</c> on a button, link or field is its shortcut: shown in the tooltip, told to screen readers, pressed
/// by the script layer. A key exists only where its element does.
/// </summary>
[HtmlTargetElement("a", Attributes = Attribute), HtmlTargetElement("button", Attributes = Attribute)]
[HtmlTargetElement("textarea", Attributes = Attribute), HtmlTargetElement("select", Attributes = Attribute)]
[HtmlTargetElement("summary", Attributes = Attribute)]
[HtmlTargetElement("input", Attributes = Attribute, TagStructure = TagStructure.WithoutEndTag)]
public sealed class KeyTagHelper : TagHelper
{
    private const string Attribute = "data-key";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var key = output.Attributes[Attribute].Value?.ToString() ?? "";
        var title = output.Attributes["title"]?.Value?.ToString();
        output.Attributes.SetAttribute("title", title is { Length: > 0 } ? $"{title} ({key})" : $"Press {key}");
        // The attribute has no way to write a sequence such as "g i"; the tooltip and the sheet still tell it.
        if (!key.Contains(' ')) output.Attributes.SetAttribute("aria-keyshortcuts", key.Replace("Ctrl", "Control", StringComparison.Ordinal));
    }
}
