using System.Diagnostics;
using System.Globalization;
using Helpdesk.Domain.Access;
using Helpdesk.Features.Billing;
using Helpdesk.Platform;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Helpdesk.Platform.Stripe;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Helpdesk.Benchmarks;

/// <summary>A node of the application that does refunds and Stripe's events only, in a process of its own that can be killed.</summary>
internal static class RefundNode
{
    public const string Name = "refund-node";

    /// <summary>The node stands ready until a line on its input names the step where it is to die.</summary>
    public static async Task<bool> Run(string[] arguments)
    {
        var (connection, sandbox) = (arguments[0], arguments[1]);
        var settings = Settings.Read(new Dictionary<string, string?> { ["HELPDESK_SANDBOX"] = sandbox });
        var heard = new SemaphoreSlim(0);
        var wire = new FatedWire(async line =>
        {
            await Console.Out.WriteLineAsync(line);
            await heard.WaitAsync();
        });
        // No pages and no door: a start costs what the two loops need, and two hundred starts fit into ten minutes.
        var builder = Host.CreateEmptyApplicationBuilder(null);
        Application.AddModules(builder.Services, settings, connection, new InstallationFacts(false, TimeSpan.Zero, []));
        builder.Services.Replace(ServiceDescriptor.Singleton(p => StripeWay.Choose(settings, new HttpClient(wire), p.GetRequiredService<TimeProvider>())));
        builder.Services.RemoveAll<IHostedService>();
        builder.Services.AddDueWork<RefundWork>();
        builder.Services.AddDueWork<StripeEventWork>();
        using var host = builder.Build();
        await Warm(host.Services);
        await Console.Out.WriteLineAsync("ready");
        if ((await Console.In.ReadLineAsync())?.Split(' ') is not [var step, var spared]) return true;
        wire.Doom(step, int.Parse(spared, CultureInfo.InvariantCulture));
        await host.StartAsync();
        _ = Hurry(host.Services.GetRequiredService<WakeUp>());
        while (await Console.In.ReadLineAsync() is not null) heard.Release(); // until killed, or until the bench is gone
        return true;
    }

    /// <summary>What is approved in another process falls due here within a second; the bench does not wait that long.</summary>
    private static async Task Hurry(WakeUp bell)
    {
        for (;;)
        {
            await Task.Delay(50);
            bell.Ring();
        }
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
        // A process that lives for seconds: nothing of it is worth to be optimised twice.
        foreach (var (knob, value) in new[] { ("gcServer", "0"), ("TieredPGO", "0"), ("TC_CallCountingDelayMs", "FFFF") }) start.Environment["DOTNET_" + knob] = value;
        var process = Process.Start(start)!;
        await process.StandardOutput.ReadLineAsync();
        return process;
    }
}
