using System.Globalization;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Web;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.HelpCentre;

/// <summary>
/// A page of the customer's side: in their language, and sent in nobody's name but the customer's, even when a member of staff looks
/// at it. The language comes from <c>?lang=</c>, which is remembered, else from the browser.
/// </summary>
public abstract class CustomerPage : PageModel
{
    private const string Remembered = "lang";

    /// <summary>Every word of the page.</summary>
    public CustomerText Say { get; private set; } = CustomerText.In("en");

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var services = HttpContext.RequestServices;
        services.GetRequiredService<Caller>().Viewer = Viewer.Customer;
        Say = CustomerText.In(Language());
        InZone(null);
        ViewData["Site"] = Say["HelpName"];
        ViewData["Skip"] = Say["Skip"];
        ViewData["Customer"] = Around();
        if (services.GetRequiredService<InstallationFacts>().Demo) ViewData["Notice"] = new Notice("Demo", Say["DemoNotice"]);
    }

    /// <summary>The times of the page in the customer's zone; New York, where support sits, when it is unknown (D3).</summary>
    protected void InZone(string? zone) => HttpContext.RequestServices.GetRequiredService<ViewerClock>().Follow(
        zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? known : TimeZoneInfo.FindSystemTimeZoneById("America/New_York"),
        CultureInfo.GetCultureInfo(Say.Culture.Name));

    private string? Language()
    {
        var chosen = Request.Query["lang"].ToString();
        if (chosen is "en" or "nl")
        {
            Response.Cookies.Append(Remembered, chosen, new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Request.IsHttps, IsEssential = true,
            });
            return chosen;
        }

        return Request.Cookies[Remembered] ?? Preferred(Request.Headers.AcceptLanguage.ToString());
    }

    /// <summary>The first language of the browser's list that is ours; browsers send their favourite first.</summary>
    private static string? Preferred(string accepted) => accepted.Split(',', 20)
        .Select(entry => entry.Trim().Split('-', ';')[0].ToLowerInvariant()).FirstOrDefault(language => language is "en" or "nl");

    private CustomerModel Around()
    {
        var other = Say.Language == "nl" ? "en" : "nl";
        return new CustomerModel(
            new CustomerLink(Say["HelpName"], "/help"),
            [new CustomerLink(Say["MyRequests"], "/help/requests"), new CustomerLink(Say["OtherLanguage"], $"{Request.Path}?lang={other}", other)],
            Say["Hours"], new CustomerLink(Say["DangerLink"], "/help#danger"));
    }
}
