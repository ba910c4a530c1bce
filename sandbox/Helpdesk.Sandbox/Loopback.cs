using System.Net;
using Microsoft.AspNetCore.HostFiltering;

namespace Helpdesk.Sandbox;

/// <summary>The sandbox catches real customers' mail if it is ever pointed at by mistake: it must not be reachable from outside.</summary>
internal static class Loopback
{
    private const string DefaultUrl = "http://127.0.0.1:8025";

    /// <exception cref="SettingException">An address is not loopback, or addresses come by a way that is not checked here.</exception>
    public static void Bind(WebApplicationBuilder builder)
    {
        // Kestrel:Endpoints would win over the addresses checked below.
        if (builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            throw new SettingException("The sandbox takes its address from --urls or ASPNETCORE_URLS only, not from Kestrel:Endpoints.");

        var urls = (builder.Configuration["urls"] ?? DefaultUrl).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var url in urls)
        {
            if (!IsLoopback(BindingAddress.Parse(url).Host))
                throw new SettingException($"The sandbox listens on loopback only; {url} would open it to others.");
        }

        builder.WebHost.UseUrls(urls);
        // A page elsewhere could otherwise read the mail through a name of its own that resolves to 127.0.0.1.
        builder.Services.Configure<HostFilteringOptions>(options => options.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
    }

    /// <summary>A page of another site, open in the same browser, may not post forms here.</summary>
    public static Task RefuseForeignPages(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers["Sec-Fetch-Site"] != "cross-site" || HttpMethods.IsGet(context.Request.Method)) return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
