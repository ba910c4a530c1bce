using System.Globalization;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Access;

/// <summary>
/// What a status means, in plain words. It also answers in place of a page that was refused, whatever the method was: hence no
/// antiforgery, which may be the very thing that was missing.
/// </summary>
[Requires(Permission.Public), IgnoreAntiforgeryToken]
public sealed class ProblemModel(Caller caller) : PageModel
{
    /// <summary>Read from the route by hand: binding would read the body first, which may be the very thing that was refused.</summary>
    public int Status => int.TryParse(RouteData.Values["status"]?.ToString(), CultureInfo.InvariantCulture, out var given) && given is >= 400 and < 600
        ? given
        : StatusCodes.Status404NotFound;

    public string Heading => Problems.Title(Status);

    public string Sentence => string.Join(' ', Problems.Said(HttpContext) ?? [Problems.Sentence(Status)]);

    public string RequestId => caller.CorrelationId;

    public bool SignedIn => caller.Viewer.May(Permission.SignedIn);

    public override void OnPageHandlerExecuting(Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context)
    {
        Response.StatusCode = Status;
        // Asked for by its own address the request says nothing of its own.
        if (HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null) HttpContext.Items.Remove(typeof(Problems));
    }
}
