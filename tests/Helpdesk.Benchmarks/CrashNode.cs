using System.Diagnostics;
using System.Globalization;
using Helpdesk.Platform;
using Helpdesk.Platform.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Helpdesk.Benchmarks;

/// <summary>A whole node in a process of its own, so that it can be killed as a machine dies: <c>node CONNECTION AHEAD</c>.</summary>
internal static class CrashNode
{
    public const string Verb = "node";

    /// <summary>Runs until it is killed.</summary>
    public static async Task<bool> Run(string[] args)
    {
        var ahead = new TimeSpan(long.Parse(args[1], CultureInfo.InvariantCulture));
        await using var source = NpgsqlDataSource.Create(args[0]);
        var facts = await InstallationFacts.Read(source, CancellationToken.None);
        var settings = Settings.Read(new Dictionary<string, string?> { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", ["HELPDESK_URL"] = "http://bench.test" });
        var app = Application.Build(settings, args[0], facts, serving: true, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new Shifted(ahead)));
        });
        await app.RunAsync();
        return true;
    }

    public static Process Start(string connection, TimeSpan ahead)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in new[] { Verb, connection, ahead.Ticks.ToString(CultureInfo.InvariantCulture) }) start.ArgumentList.Add(argument);
        var node = Process.Start(start)!;
        node.BeginOutputReadLine();
        node.BeginErrorReadLine();
        return node;
    }

    /// <summary>The machine's clock, moved: a benchmark's window lies where its calendar needs it.</summary>
    internal sealed class Shifted(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
    }
}
