using System.Text;

namespace Helpdesk.Sandbox.Mail;

internal static class MailPages
{
    private const string Policy = "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>A mail's own HTML: no script, no request to anyone, links open elsewhere.</summary>
    private const string MailPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

    public static void Map(WebApplication app)
    {
        app.MapGet("/mail", (Mailbox mailbox, string? told) => Page(MailView.List(mailbox.NewestFirst(), Told(told), typed: null)));
        app.MapGet("/mail/{id}", (Mailbox mailbox, string id, string? told) =>
            mailbox.Find(id) is { } mail ? Page(MailView.One(mail, Told(told), typed: null)) : Page(MailView.Missing(), 404));
        app.MapGet("/mail/{id}/html", (Mailbox mailbox, string id) =>
            mailbox.Find(id) is { Html: { } html } ? new HtmlPage("<base target=\"_blank\">" + html, 200, MailPolicy) : Page(MailView.Missing(), 404));
        app.MapGet("/mail.css", () => Results.Stream(typeof(MailPages).Assembly.GetManifestResourceStream("mail.css")!, "text/css; charset=utf-8"));
    }

    public static IResult Page(Markup page, int status = 200) => new HtmlPage(page.ToString(), status, Policy);

    /// <summary>The address carries a word, never a sentence: a link must not put words into the page.</summary>
    private static string? Told(string? word) => word == "taken" ? "The help desk has taken the mail." : null;

    private sealed class HtmlPage(string html, int status, string policy) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = "text/html; charset=utf-8";
            response.Headers.ContentSecurityPolicy = policy;
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers.CacheControl = "no-store";
            response.Headers["Referrer-Policy"] = "no-referrer";
            return response.Body.WriteAsync(Encoding.UTF8.GetBytes(html)).AsTask();
        }
    }
}
