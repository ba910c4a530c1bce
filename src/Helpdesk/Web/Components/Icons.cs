using System.Text.Encodings.Web;

namespace Helpdesk.Web;

/// <summary>Drawings of icons.svg as markup. The file is asked for once and shared by every page; nothing is inlined.</summary>
public static class Icons
{
    private static readonly string File = Assets.Url("icons.svg");

    /// <param name="name">A symbol of icons.svg.</param>
    /// <param name="label">What it says when no word stands beside it; null hides it from screen readers.</param>
    public static string Markup(string name, string? label = null)
    {
        var role = label is null ? "aria-hidden=\"true\"" : $"role=\"img\" aria-label=\"{HtmlEncoder.Default.Encode(label)}\"";
        return $"<svg class=\"i\" {role}><use href=\"{File}#{name}\"/></svg>";
    }
}
