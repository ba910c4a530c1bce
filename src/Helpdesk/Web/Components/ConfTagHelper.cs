using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Helpdesk.Web;

/// <summary><c>&lt;conf value="0.91" /&gt;</c>: how sure the model is, as a bar of 20 × 4 px. Drawn with attributes: the content policy forbids styles.</summary>
[HtmlTargetElement("conf", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ConfTagHelper : TagHelper
{
    /// <summary>0 to 1; outside is drawn as the nearer end.</summary>
    public required double Value { get; set; }

    /// <summary>"91 % sure". Rounded down: 99.6 % is not certainty.</summary>
    public static string Words(double value) => $"{Math.Floor(Math.Clamp(value, 0, 1) * 100 + 1e-9).ToString(CultureInfo.InvariantCulture)} % sure";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var width = Math.Round(Math.Clamp(Value, 0, 1) * 20, 1).ToString(CultureInfo.InvariantCulture);
        output.TagName = null;
        output.Content.SetHtmlContent(
            $"<svg class=\"conf\" viewBox=\"0 0 20 4\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{Words(Value)}\">"
            + $"<rect width=\"20\" height=\"4\" rx=\"2\"/><rect width=\"{width}\" height=\"4\" rx=\"2\"/></svg>");
    }
}
