using Helpdesk.Domain.Access;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.Net.Http.Headers;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// <c>GET /files/{token}</c>: a download under its own strict policy; shown in place only when <c>inline</c> is asked for and its first
/// bytes are a picture's. A program brings the key of the API, as everywhere else.
/// </summary>
internal static class FileDownload
{
    private const string Policy = "default-src 'none'; sandbox; frame-ancestors 'none'";

    public static void MapFiles(this WebApplication app) => app.MapGet("/files/{token}", Handle).WithMetadata(new RequiresAttribute(Permission.Public));

    private static async Task Handle(HttpContext http, string token, Dispatch dispatch, FileAddresses addresses, ApiCallers callers, Caller caller, TimeProvider time)
    {
        if (http.Request.Headers.Authorization.ToString() is { Length: > 0 } key)
        {
            if (await callers.Find(key, http.RequestAborted) is not { } program)
            {
                http.Response.Headers.WWWAuthenticate = "Bearer";
                await Problems.Answer(http, StatusCodes.Status401Unauthorized, ["The key is missing, unknown or revoked."]);
                return;
            }

            caller.Viewer = program.Viewer;
        }

        var person = addresses.PersonOf(token, http.Request.Query, time.Instant());
        var opened = await dispatch.Send(new OpenFile.Query(token, person, http.Request.Query["t"]), http.RequestAborted);
        var picture = http.Request.Query.ContainsKey("inline") ? Pictures.TypeOf(opened.Content) : null;
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        var disposition = new ContentDispositionHeaderValue(picture is null ? "attachment" : "inline");
        disposition.SetHttpFileName(LastPart(opened.FileName));
        headers.ContentDisposition = disposition.ToString();
        http.Response.ContentType = picture ?? "application/octet-stream";
        http.Response.ContentLength = opened.Content.Length;
        await http.Response.Body.WriteAsync(opened.Content, http.RequestAborted);
    }

    /// <summary>The name is kept as the sender gave it; a path in it is not for the reader's disk.</summary>
    private static string LastPart(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Trim('.', ' ');
        return last.Length == 0 ? "file" : last;
    }
}
