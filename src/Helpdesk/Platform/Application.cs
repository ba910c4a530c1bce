using Helpdesk.Features.Access;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Http;
using Helpdesk.Platform.Live;
using Serilog;

namespace Helpdesk.Platform;

/// <summary>Puts the application together: platform first, then a line per module.</summary>
public static class Application
{
    public static async Task<WebApplication> Start(string[] args)
    {
        var app = await Build(args, forServing: true);
        return app;
    }

    public static async Task<WebApplication> Build(string[] args, bool forServing)
    {
        var builder = WebApplication.CreateBuilder(args);
        var connection = Environment.GetEnvironmentVariable("HELPDESK_DATABASE") ?? throw new Cli.UserError("Set HELPDESK_DATABASE.");
        builder.Logging.ClearProviders();
        Log.Logger = new LoggerConfiguration().MinimumLevel.Information().WriteTo.Console(standardErrorFromLevel: Serilog.Events.LogEventLevel.Verbose).CreateLogger();
        builder.Logging.AddSerilog(Log.Logger, dispose: true);
        AddPlatform(builder, connection);
        if (forServing)
        {
            builder.Services.AddSingleton<LiveHub>();
            builder.Services.AddHostedService(p => p.GetRequiredService<LiveHub>());
            builder.Services.AddHostedService(p => p.GetRequiredService<LiveTail>());
        }

        var app = builder.Build();
        Use(app);
        await Task.CompletedTask;
        return app;
    }

    private static void AddPlatform(WebApplicationBuilder builder, string connection)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddDatabase(connection);
        services.AddCommands();
        services.AddSingleton<LiveTail>();
        services.AddRateLimits();
        services.AddAccess();
        services.AddScoped<Tickets>();
        services.AddRazorPages(pages => pages.RootDirectory = "/Features");
    }

    private static void Use(WebApplication app)
    {
        app.UseMiddleware<Correlation>();
        app.UseSecurityHeaders();
        app.UseStatusCodePagesWithReExecute("/problem/{0}");
        app.UseMiddleware<Problems>();
        app.UseStaticFiles();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseMiddleware<SignedInCaller>();
        app.UseAuthorization();
        app.MapRazorPages();
    }
}
