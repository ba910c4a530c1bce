using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Helpdesk.Web;

/// <summary>
/// <c>&lt;validation-errors /&gt;</c> at the top of a form: every problem at once, each a link to its field, and what was kept.
/// Draws nothing while the form is in order.
/// </summary>
[HtmlTargetElement("validation-errors", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ValidationErrorsTagHelper : TagHelper
{
    /// <summary>What happened to what was typed.</summary>
    public string Kept { get; set; } = "Nothing was saved yet. What you typed is still here.";

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var problems = ViewContext.ModelState
            .SelectMany(field => field.Value!.Errors.Select(error => (Field: field.Key, error.ErrorMessage)))
            .Where(problem => problem.ErrorMessage.Length > 0).ToList();
        if (problems.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "errors box stack");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Content.AppendHtml("<p>").Append(Kept).AppendHtml("</p><ul>");
        foreach (var (field, message) in problems)
        {
            output.Content.AppendHtml("<li>");
            if (field.Length == 0) output.Content.Append(message);
            else output.Content.AppendHtml(Link(field, message));
            output.Content.AppendHtml("</li>");
        }

        output.Content.AppendHtml("</ul>");
    }

    private static TagBuilder Link(string field, string message)
    {
        var link = new TagBuilder("a");
        link.MergeAttribute("href", "#" + TagBuilder.CreateSanitizedId(field, "_"));
        link.InnerHtml.Append(message);
        return link;
    }
}
