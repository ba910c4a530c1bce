using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Platform.Http;

/// <summary>
/// Who gets past the door: every page is held to the permission it names, before its model is made. What names none is refused,
/// so that a forgotten attribute shuts a page instead of opening it; styles and scripts alone are open by nature. Hooks and the
/// API bring proofs of their own, which their endpoints check.
/// </summary>
internal sealed class Admission(RequestDelegate next, ILogger<Admission> log)
{
    public Task InvokeAsync(HttpContext http, Caller caller)
    {
        if (http.GetEndpoint() is not { } endpoint) return next(http);
        if (!IsDeclared(endpoint))
        {
            log.LogError("{Endpoint:l} names no permission and is shut", endpoint.DisplayName ?? "-");
            return Refuse(http, StatusCodes.Status403Forbidden);
        }

        if (!IsPage(endpoint) || endpoint.Metadata.GetMetadata<RequiresAttribute>()!.AnyOf.Any(caller.Viewer.May)) return next(http);
        if (caller.Viewer.Kind is not ActorKind.Nobody) return Refuse(http, StatusCodes.Status403Forbidden);
        // The script layer keeps the page, with what was typed, and offers to sign in beside it.
        if (http.Request.Headers.ContainsKey("X-Fragment")) return Refuse(http, StatusCodes.Status401Unauthorized);
        http.Response.Redirect("/sign-in?returnUrl=" + Uri.EscapeDataString(http.Request.Path + http.Request.QueryString));
        return Task.CompletedTask;
    }

    /// <summary>It says who may come, or is an asset.</summary>
    internal static bool IsDeclared(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<RequiresAttribute>() is { AnyOf.Count: > 0 }
        || (!IsPage(endpoint) && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null);

    private static bool IsPage(Endpoint endpoint) => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null;

    private static Task Refuse(HttpContext http, int status) => Problems.Answer(http, status, [Problems.Sentence(status)]);
}
