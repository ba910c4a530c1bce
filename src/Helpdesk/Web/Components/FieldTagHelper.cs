using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Helpdesk.Web;

/// <summary>
/// <c>&lt;field for="Subject" label="Subject" hint="One line" /&gt;</c>: label, hint, control and error, tied together. The
/// control keeps what was typed when the form comes back. <c>type</c> is that of the input, or <c>textarea</c>, <c>select</c>
/// (with <c>options</c>) or <c>checkbox</c>; every other attribute goes to the control.
/// </summary>
[HtmlTargetElement("field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldTagHelper(IHtmlGenerator html) : TagHelper
{
    public required ModelExpression For { get; set; }

    public required string Label { get; set; }

    public string? Hint { get; set; }

    public string Type { get; set; } = "text";

    /// <summary>Lines of a textarea.</summary>
    public int Rows { get; set; } = 6;

    public IEnumerable<SelectListItem>? Options { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var id = TagBuilder.CreateSanitizedId(For.Name, "_");
        var error = ViewContext.ModelState.TryGetValue(For.Name, out var entry) ? entry.Errors.FirstOrDefault()?.ErrorMessage : null;
        var control = Control(Attributes(output, id, error));
        output.Attributes.Clear();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "field");
        if (Type is "checkbox")
        {
            output.Content.AppendHtml("<label class=\"check\">").AppendHtml(control).AppendHtml("<span>").Append(Label).AppendHtml("</span></label>");
            AppendHint(output, id);
        }
        else
        {
            output.Content.AppendHtml($"<label for=\"{id}\">").Append(Label).AppendHtml("</label>");
            AppendHint(output, id);
            output.Content.AppendHtml(control);
        }

        if (error is null) return;
        output.Content.AppendHtml($"<span class=\"error\" id=\"{id}-error\">{Icons.Markup("alert")}<span>").Append(error).AppendHtml("</span></span>");
    }

    private Dictionary<string, object> Attributes(TagHelperOutput output, string id, string? error)
    {
        var attributes = output.Attributes.ToDictionary(a => a.Name, a => a.Value ?? "", StringComparer.OrdinalIgnoreCase);
        if (Type is not "checkbox") attributes["class"] = "input";
        var described = string.Join(' ', new[] { Hint is null ? null : $"{id}-hint", error is null ? null : $"{id}-error" }.Where(d => d is not null));
        if (described.Length > 0) attributes["aria-describedby"] = described;
        if (error is not null) attributes["aria-invalid"] = "true";
        return attributes;
    }

    private IHtmlContent Control(Dictionary<string, object> attributes)
    {
        var (explorer, name) = (For.ModelExplorer, For.Name);
        switch (Type)
        {
            case "textarea":
                return html.GenerateTextArea(ViewContext, explorer, name, Rows, columns: 0, attributes);
            case "select":
                return html.GenerateSelect(ViewContext, explorer, null, name, Options ?? [], allowMultiple: false, attributes);
            case "checkbox":
                var pair = new HtmlContentBuilder().AppendHtml(html.GenerateCheckBox(ViewContext, explorer, name, null, attributes));
                return pair.AppendHtml(html.GenerateHiddenForCheckbox(ViewContext, explorer, name));
            case "password":
                return html.GeneratePassword(ViewContext, explorer, name, null, attributes);
            default:
                attributes["type"] = Type;
                return html.GenerateTextBox(ViewContext, explorer, name, For.Model, null, attributes);
        }
    }

    private void AppendHint(TagHelperOutput output, string id)
    {
        if (Hint is not null) output.Content.AppendHtml($"<span class=\"hint\" id=\"{id}-hint\">").Append(Hint).AppendHtml("</span>");
    }
}
