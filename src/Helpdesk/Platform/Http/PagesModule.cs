using Helpdesk.Web;

namespace Helpdesk.Platform.Http;

internal static class PagesModule
{
    /// <summary>Pages live beside their use cases. Everything asks for a signed-in person but what says otherwise.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddScoped<ViewerClock>();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "helpdesk-form";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddAuthorization();
        services.AddScoped<Features.Tickets.StaffNav>();
        services.AddRazorPages(pages =>
        {
            pages.RootDirectory = "/Features";
            pages.Conventions.ConfigureFilter(new PageVerbs());
            pages.Conventions.ConfigureFilter(new Microsoft.AspNetCore.Mvc.ServiceFilterAttribute<Features.Tickets.StaffNav>());
        });
        services.Configure<RouteOptions>(routes => routes.LowercaseUrls = true);
        return services;
    }
}
