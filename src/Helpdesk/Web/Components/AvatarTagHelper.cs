using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Helpdesk.Web;

/// <summary><c>&lt;avatar name="Elena Marsh" /&gt;</c>; no name is "Nobody yet". <c>beside</c>: the name stands next to it in words.</summary>
[HtmlTargetElement("avatar", TagStructure = TagStructure.WithoutEndTag)]
public sealed class AvatarTagHelper : TagHelper
{
    public string? Name { get; set; }

    public bool Beside { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        if (string.IsNullOrWhiteSpace(Name))
        {
            output.Attributes.SetAttribute("class", "av none");
            output.Attributes.SetAttribute("title", "Nobody yet");
            output.Content.SetHtmlContent("<span class=\"sr\">Nobody yet</span>");
            return;
        }

        output.Attributes.SetAttribute("class", $"av {Initials.Hue(Name)}".TrimEnd());
        if (Beside)
        {
            output.Attributes.SetAttribute("aria-hidden", "true");
        }
        else
        {
            output.Attributes.SetAttribute("role", "img");
            output.Attributes.SetAttribute("aria-label", Name);
            output.Attributes.SetAttribute("title", Name);
        }

        output.Content.SetContent(Initials.Of(Name));
    }
}
