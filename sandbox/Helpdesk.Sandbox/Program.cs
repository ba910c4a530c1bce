using Helpdesk.Sandbox.Clock;
using Helpdesk.Sandbox.Faults;
using Helpdesk.Sandbox.Mail;
using Helpdesk.Sandbox.Stripe;

namespace Helpdesk.Sandbox;

/// <summary>
/// The world outside the help desk, for newcomers and tests: a process of its own, in memory, on loopback only.
/// The application never references it; they meet over HTTP, as with the real vendors.
/// </summary>
public static class SandboxApp
{
    public static async Task<int> Main(string[] args)
    {
        try
        {
            await using var app = Build(args);
            await app.RunAsync();
            return 0;
        }
        catch (SettingException refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return 1;
        }
    }

    /// <summary>
    /// Builds the sandbox without starting it. Settings come from the environment or from <paramref name="args"/>
    /// (<c>--urls http://127.0.0.1:0 --HELPDESK_URL http://127.0.0.1:5080</c>) and are read at each use, so that a test
    /// may set <c>app.Configuration["HELPDESK_URL"]</c> once the application has its port.
    /// </summary>
    /// <exception cref="SettingException">It was told to listen on anything but loopback.</exception>
    public static WebApplication Build(string[] args)
    {
        // Not the folder one happens to stand in: an appsettings.json there is somebody else's.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        Loopback.Bind(builder);
        builder.Services.AddSingleton<SandboxClock>();
        builder.Services.AddSingleton<ArmedFaults>();
        builder.Services.AddSingleton<HelpdeskHooks>();
        builder.Services.AddSingleton<Mailbox>();
        builder.Services.AddSingleton<EventSigner>();
        builder.Services.AddSingleton<EventDelivery>();
        builder.Services.AddSingleton<StripeWorld>();
        builder.Services.AddSingleton<StripeEvents>();
        builder.Services.AddSingleton<StripeApi>();
        builder.Services.AddSingleton<StripeDoor>();
        builder.Services.AddSingleton<StripeWatch>();
        builder.Services.AddHostedService(services => services.GetRequiredService<EventDelivery>());

        var app = builder.Build();
        app.UseHostFiltering();
        app.Use(Loopback.RefuseForeignPages);
        app.MapGet("/", () => Results.Redirect("/mail"));
        MailSend.Map(app);        // POST /v3/mail/send, as SendGrid
        MailJson.Map(app);        // GET  /mail.json
        MailPages.Map(app);       // GET  /mail, /mail/{id}
        CustomerMail.Map(app);    // POST /mail/new, /mail/{id}/reply
        EventSigner.Map(app);     // GET  /events-public-key
        StripeLevers.Map(app);    // /v1/…, as Stripe; POST /stripe/…, GET /stripe/ledger.json
        FaultEndpoints.Map(app);  // GET, POST, DELETE /faults
        ClockEndpoints.Map(app);  // GET, POST /time
        return app;
    }
}
