using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Helpdesk.Sandbox.Mail;

/// <summary>Finished HTML. The only way to make it encodes every value that is not itself finished: caught mail is hostile text.</summary>
internal sealed partial class Markup
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly string html;

    private Markup(string html) => this.html = html;

    public static Markup Of(FormattableString template) =>
        new(string.Format(template.Format, [.. template.GetArguments().Select(argument => (object)Encode(argument))]));

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts));

    /// <summary>Text whose web addresses can be followed: sign-in links come by mail.</summary>
    public static Markup Linked(string text)
    {
        var parts = new List<Markup>();
        var from = 0;
        foreach (Match link in Address().Matches(text))
        {
            parts.Add(Of($"{text[from..link.Index]}<a href=\"{link.Value}\" target=\"_blank\" rel=\"noreferrer\">{link.Value}</a>"));
            from = link.Index + link.Length;
        }

        return Join([.. parts, Of($"{text[from..]}")]);
    }

    public override string ToString() => html;

    private static string Encode(object? value) => value as Markup is { } markup ? markup.html : Encoder.Encode(value?.ToString() ?? "");

    [GeneratedRegex("""https?://[^\s<>"]*[^\s<>".,;:!?)\]]""", RegexOptions.NonBacktracking, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
