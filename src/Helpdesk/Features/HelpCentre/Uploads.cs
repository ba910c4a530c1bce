using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Helpdesk.Features.HelpCentre;

/// <summary>Files that came with a form.</summary>
internal static class Uploads
{
    /// <returns>The name of the text that says what is wrong; null when all is well.</returns>
    public static string? Problem(IReadOnlyList<IFormFile> files) =>
        files.Count > CreateTicket.MostFiles ? "TooManyFiles"
        : files.Sum(f => f.Length) > CreateTicket.LargestFiles ? "FilesTooLarge"
        : null;

    public static async Task<IReadOnlyList<NewFile>> Read(IReadOnlyList<IFormFile> files, CancellationToken cancel)
    {
        var read = new List<NewFile>(files.Count);
        foreach (var file in files)
        {
            using var content = new MemoryStream((int)file.Length);
            await file.CopyToAsync(content, cancel);
            var type = file.ContentType is { Length: > 0 and <= 200 } known ? PlainText.Storable(known) : "application/octet-stream";
            read.Add(new NewFile(PlainText.Storable(file.FileName), type, content.ToArray()));
        }

        return read;
    }
}

/// <summary>
/// Room for more than the 25 MB that are taken, so that somewhat too much still comes back with a clear sentence and what was typed.
/// Beyond it the answer is 413 before anything is read. It stands before the antiforgery check, which reads the form.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UploadLimitAttribute : Attribute, IAuthorizationFilter, IOrderedFilter
{
    private const int Largest = 60 * 1024 * 1024;

    public int Order => 0;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method)) return;
        if (http.Request.ContentLength > Largest)
        {
            context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
            return;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = Largest;
        var limits = new FormOptions { MultipartBodyLengthLimit = Largest, ValueLengthLimit = Largest, BufferBodyLengthLimit = Largest };
        http.Features.Set<IFormFeature>(new FormFeature(http.Request, limits));
    }
}
