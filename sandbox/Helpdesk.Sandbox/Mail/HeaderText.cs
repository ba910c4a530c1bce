using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace Helpdesk.Sandbox.Mail;

/// <summary>How names, subjects and dates are written in a mail's header (RFC 5322, RFC 2047).</summary>
internal static class HeaderText
{
    /// <summary>An encoded word may have 75 characters; 42 bytes make 56 of base64, plus 12 around them.</summary>
    private const int BytesOfWord = 42;

    public static string Date(DateTimeOffset at) => at.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);

    /// <summary><c>Marta Kovač &lt;marta@example.org&gt;</c>, as a reader sees it; quoted only where the name needs it.</summary>
    public static string Mailbox(MailAddress address) =>
        address.DisplayName.Length == 0 ? address.Address : $"{Quoted(address.DisplayName)} <{address.Address}>";

    /// <summary>The same in the seven bits of a raw header.</summary>
    public static string RawMailbox(MailAddress address) =>
        Ascii.IsValid(address.DisplayName) ? Mailbox(address) : $"{Raw(address.DisplayName)} <{address.Address}>";

    /// <summary>Text in encoded words when it is not plain; a word never splits a character.</summary>
    public static string Raw(string text)
    {
        if (Ascii.IsValid(text)) return text;
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Encoding.UTF8.GetByteCount(word.ToString()) + rune.Utf8SequenceLength > BytesOfWord)
            {
                words.Add(Word(word.ToString()));
                word.Clear();
            }

            word.Append(rune);
        }

        return string.Join("\r\n ", [.. words, Word(word.ToString())]);
    }

    private static string Word(string text) => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?=";

    private static string Quoted(string name) =>
        name.AsSpan().ContainsAny("()<>[]:;@\\,.\"")
            ? $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : name;
}
