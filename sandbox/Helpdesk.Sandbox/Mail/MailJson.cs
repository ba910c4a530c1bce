namespace Helpdesk.Sandbox.Mail;

/// <summary><c>GET /mail.json</c>, exactly the eight properties that INTERFACES.md names, newest first.</summary>
internal static class MailJson
{
    public static void Map(WebApplication app) =>
        app.MapGet("/mail.json", (Mailbox mailbox) => Results.Json(mailbox.NewestFirst().Select(mail => new
        {
            id = mail.Id,
            from = mail.From.Address,
            to = mail.To.Select(address => address.Address),
            subject = mail.Subject,
            headers = mail.Headers,
            text = mail.Text,
            html = mail.Html,
            at = mail.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
        })));
}
