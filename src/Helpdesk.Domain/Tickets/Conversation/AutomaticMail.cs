namespace Helpdesk.Domain.Tickets;

/// <summary>Mail that no person wrote to us: it never opens, reopens or answers anything (D31).</summary>
public static class AutomaticMail
{
    public const string Bounce = "bounce";
    public const string AutoReply = "automatic_reply";
    public const string List = "mailing_list";
    public const string OurOwn = "our_own_mail";

    /// <param name="header">Gives a header's value by lower-case name, empty when there is none.</param>
    /// <param name="returnPath">The envelope's sender; null when unknown, empty for a null return path.</param>
    /// <param name="from">The sender's address.</param>
    /// <returns>A coded reason for parking, or null for a person's mail.</returns>
    public static string? Reason(Func<string, string> header, string? returnPath, string from)
    {
        var contentType = header("content-type");
        if (contentType.Contains("multipart/report", StringComparison.OrdinalIgnoreCase)) return Bounce;
        var local = from.Split('@')[0];
        if (local.Equals("mailer-daemon", StringComparison.OrdinalIgnoreCase) || local.Equals("postmaster", StringComparison.OrdinalIgnoreCase)) return Bounce;
        if (header("x-failed-recipients").Length > 0) return Bounce;
        var submitted = header("auto-submitted");
        if (submitted.Length > 0 && !submitted.StartsWith("no", StringComparison.OrdinalIgnoreCase)) return AutoReply;
        if (header("x-autoreply").Length > 0 || header("x-autorespond").Length > 0 || header("x-auto-generated").Length > 0) return AutoReply;
        var precedence = header("precedence");
        if (precedence.Equals("auto_reply", StringComparison.OrdinalIgnoreCase)) return AutoReply;
        if (header("list-id").Length > 0 || precedence is "list" or "List") return List;
        if (precedence.Equals("bulk", StringComparison.OrdinalIgnoreCase) || precedence.Equals("junk", StringComparison.OrdinalIgnoreCase)) return AutoReply;
        return returnPath is "" ? Bounce : null;
    }
}
