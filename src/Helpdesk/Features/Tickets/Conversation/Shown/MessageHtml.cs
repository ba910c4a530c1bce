using System.Text;
using System.Text.Encodings.Web;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// <c>GET /tickets/{number}/messages/{id}/html</c>: a mail's markup as a document of its own, for a frame with
/// <see cref="Sandbox"/>. Its policy repeats the sandbox, so that opening the address by itself is no way around it.
/// </summary>
internal static class MessageHtml
{
    /// <summary>Links open beside the helpdesk, out of the sandbox; nothing else is allowed.</summary>
    public const string Sandbox = "allow-popups allow-popups-to-escape-sandbox";

    private const string Policy =
        "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox " + Sandbox;

    private const string Style =
        "body{margin:0;padding:2px;font:14px/1.5 system-ui,sans-serif;color:#1d1d1f;background:#fff;overflow-wrap:anywhere}img{max-width:100%;height:auto}" +
        "table{max-width:100%}pre,.text{white-space:pre-wrap}blockquote{margin:0 0 0 8px;padding-left:8px;border-left:2px solid #ccc}" +
        "[data-remote]{color:#595959}a{color:#0b57d0}";

    public static void MapMessageHtml(this WebApplication app) => app.MapGet("/tickets/{number}/messages/{id:guid}/html", Handle)
        .WithMetadata(new RequiresAttribute(Permission.ReadTickets)).RequireAuthorization();

    private static async Task Handle(HttpContext http, string number, Guid id, Dispatch dispatch)
    {
        var shown = await dispatch.Send(new ShowMessage.Query(number, id, http.Request.Query.ContainsKey("images")), http.RequestAborted);
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        http.Response.ContentType = "text/html; charset=utf-8";
        var body = shown.Html ?? $"<div class=\"text\">{HtmlEncoder.Default.Encode(shown.Text)}</div>";
        await http.Response.WriteAsync(
            $"<!doctype html><html><head><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\"><title>Message</title><style>{Style}</style></head><body>{body}</body></html>",
            Encoding.UTF8, http.RequestAborted);
    }
}
