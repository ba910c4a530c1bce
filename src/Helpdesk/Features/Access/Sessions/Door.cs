using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Access;

/// <summary>Where a page of the door leads afterwards.</summary>
internal static class Door
{
    public const string Inside = "/tickets";

    /// <summary>A redirect to another host would lend our name to whoever made the link: only addresses of our own are followed.</summary>
    public static IActionResult GoInside(this PageModel page, string? returnUrl) =>
        page.LocalRedirect(page.Url.IsLocalUrl(returnUrl) ? returnUrl : Inside);
}
