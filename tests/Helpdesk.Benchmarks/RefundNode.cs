using System.Diagnostics;
using Helpdesk.Domain.Access;
using Helpdesk.Features.Billing;
using Helpdesk.Platform;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Helpdesk.Platform.Stripe;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Benchmarks;

/// <summary>A node of the application that does refunds and Stripe's events only, in a process of its own that can be killed.</summary>
internal static class RefundNode
{
    public const string Name = "refund-node";

    /// <summary>The node waits for a line on its input, so that one stands ready when another is killed.</summary>
    public static async Task<bool> Run(string[] arguments)
    {
        var (connection, sandbox) = (arguments[0], arguments[1]);
        var settings = Settings.Read(new Dictionary<string, string?> { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", ["HELPDESK_SANDBOX"] = sandbox });
        await using var app = Application.Build(settings, connection, new InstallationFacts(false, TimeSpan.Zero, []), serving: false, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddDueWork<RefundWork>();
            builder.Services.AddDueWork<StripeEventWork>();
        });
        await Warm(app.Services);
        await Console.Out.WriteLineAsync("ready");
        if (await Console.In.ReadLineAsync() is null) return true;
        await app.StartAsync();
        await Console.In.ReadLineAsync(); // until killed, or until the bench is gone
        return true;
    }

    /// <summary>Everything that a first refund would have to wait for is loaded before the node is let go.</summary>
    private static async Task Warm(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Viewer = Viewer.System;
        try
        {
            await scope.ServiceProvider.GetRequiredService<StripeWay>().Client!.Charge("ch_nobodys", default);
        }
        catch (StripeRefusal)
        {
            // nobody's, as asked for
        }

        try
        {
            await scope.ServiceProvider.GetRequiredService<Dispatch>().Send(new VoidRefund.Command(Guid.Empty, "disputed"));
        }
        catch (NotFound)
        {
            // neither is this
        }
    }

    public static async Task<Process> Start(string connection, string sandbox)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Name, connection, sandbox]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        await process.StandardOutput.ReadLineAsync();
        return process;
    }
}
