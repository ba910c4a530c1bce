using Helpdesk.Features.Access;
using Helpdesk.Features.Administration;
using Helpdesk.Features.Billing;
using Helpdesk.Features.Safety;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Demo;
using Helpdesk.Platform.Http;
using Helpdesk.Platform.Jobs;
using Helpdesk.Platform.Live;
using Helpdesk.Platform.Mail;
using Helpdesk.Platform.Stripe;
using Helpdesk.Web;
using Microsoft.AspNetCore.HttpOverrides;
using Serilog;
using Serilog.Events;

namespace Helpdesk.Platform;

/// <summary>Puts the application together: platform first, then a line per module.</summary>
public static class Application
{
    /// <param name="serving">False for verbs: the same services, but nothing runs by itself.</param>
    /// <param name="adjust">Tests replace what stands at the edges: clock, mail.</param>
    public static WebApplication Build(Settings settings, string connectionString, InstallationFacts facts, bool serving, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(Application).Assembly.GetName().Name, // pages are found in it, whichever program hosts them
        });
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        AddLog(builder);
        AddModules(builder.Services, settings, connectionString, facts);
        if (serving) AddRunning(builder.Services, facts);
        adjust?.Invoke(builder);

        var app = builder.Build();
        Use(app, settings);
        Map(app, facts);
        return app;
    }

    private static void AddLog(WebApplicationBuilder builder)
    {
        // Names, ids, outcomes and times; never contents (DESIGN, Errors and logs).
        var log = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Fatal)
            .MinimumLevel.Override("Microsoft.AspNetCore.Diagnostics", LogEventLevel.Fatal)
            // It warns at each form that an answer already said "no-store".
            .MinimumLevel.Override("Microsoft.AspNetCore.Antiforgery", LogEventLevel.Error)
            .MinimumLevel.Override("Npgsql", LogEventLevel.Fatal)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            .Enrich.FromLogContext()
            .WriteTo.Console(outputTemplate: "{Timestamp:HH:mm:ss.fff} {Level:u3} {CorrelationId} {Message:lj}{NewLine}", standardErrorFromLevel: LogEventLevel.Verbose)
            .CreateLogger();
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(log, dispose: true);
    }

    /// <summary>Everything but what listens or runs by itself.</summary>
    internal static void AddModules(IServiceCollection services, Settings settings, string connectionString, InstallationFacts facts)
    {
        AddPlatform(services, settings, connectionString, facts);
        services.AddAccess();
        services.AddAdministration();
        services.AddTickets();
        services.AddSafety();
        services.AddBilling();
    }

    private static void AddPlatform(IServiceCollection services, Settings settings, string connectionString, InstallationFacts facts)
    {
        services.AddSingleton(settings);
        services.AddSingleton(facts);
        services.AddSingleton(new DemoClock { Ahead = facts.DemoClock });
        services.AddSingleton<TimeProvider>(p => facts.Demo ? p.GetRequiredService<DemoClock>() : TimeProvider.System);
        services.AddDatabase(connectionString);
        services.AddCommands();
        services.AddJobs();
        services.AddMail(settings, facts);
        services.AddStripe(settings);
        services.AddSingleton<LiveTail>();
        services.AddSingleton<LiveHub>();
        services.AddRateLimits();
        services.AddPages();
    }

    private static void AddRunning(IServiceCollection services, InstallationFacts facts)
    {
        services.AddHostedService(p => p.GetRequiredService<LiveTail>());
        services.AddHostedService(p => p.GetRequiredService<LiveHub>());
        services.AddDueWork<InboundWork>();
        services.AddDueWork<OutboxWork>();
        services.AddDueWork<TicketJobs>();
        services.AddDueWork<OfferWork>();
        services.AddDueWork<ThresholdWork>();
        services.AddDueWork<AlertWork>();
        services.AddDueWork<NotificationMailWork>();
        services.AddDueWork<RefundWork>();
        services.AddDueWork<StripeEventWork>();
        services.AddDueWork<SubscriptionWork>();
        services.AddDueWork<MissedEvents>();
        services.AddHostedService<ModelFollower>();
        if (facts.Demo) services.AddHostedService<DemoClockFollower>();
    }

    private static void Use(WebApplication app, Settings settings)
    {
        if (settings.Proxies.Count > 0)
        {
            var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in settings.Proxies) forwarded.KnownIPNetworks.Add(network);
            app.UseForwardedHeaders(forwarded);
        }

        app.UseMiddleware<Correlation>();
        app.UseSecurityHeaders();
        app.UseStatusCodePagesWithReExecute("/problem/{0}");
        app.UseMiddleware<Problems>();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseMiddleware<SignedInCaller>();
        app.UseMiddleware<Admission>();
        app.UseAuthorization();
    }

    private static void Map(WebApplication app, InstallationFacts facts)
    {
        app.MapRazorPages();
        app.MapAssets();
        app.MapHealth();
        app.MapInboundHook();
        app.MapEventsHook();
        app.MapStripeHook();
        app.MapApi();
        app.MapFiles();
        app.MapMessageHtml();
        app.MapLive();
        app.MapWallStream();
        app.MapDrafts();
        if (facts.Demo) app.MapDemoTime();
    }
}
