using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Http;
using Helpdesk.Platform.Jobs;
using Npgsql;

namespace Helpdesk.Platform.Demo;

/// <summary>The time of a demo database: the machine's, moved forward. Elsewhere there is no such clock.</summary>
public sealed class DemoClock : TimeProvider
{
    private long _ahead;

    public TimeSpan Ahead
    {
        get => new(Interlocked.Read(ref _ahead));
        set => Interlocked.Exchange(ref _ahead, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}

/// <summary>
/// Moves the demo clock when the sandbox says so. The endpoint exists in demo databases only, and asks for the inbound secret.
/// </summary>
internal static class DemoTime
{
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(366);

    public static void MapDemoTime(this WebApplication app) => app.MapPost("/demo/time", Handle)
        .WithMetadata(new RequiresAttribute(Permission.Public)).DisableAntiforgery();

    private sealed record Request(string? Advance);

    private static async Task Handle(HttpContext http, DemoClock clock, Settings settings, NpgsqlDataSource database, WakeUp bell)
    {
        var given = Encoding.UTF8.GetBytes(http.Request.Headers["X-Helpdesk-Sandbox"].ToString());
        if (settings.InboundSecret is not { } secret || !CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(secret.Value)))
        {
            await Problems.Answer(http, StatusCodes.Status401Unauthorized, ["The secret is missing or wrong."]);
            return;
        }

        var request = await http.Request.ReadFromJsonAsync<Request>(http.RequestAborted);
        if (Duration(request?.Advance) is not { } step || step < TimeSpan.Zero || clock.Ahead + step > Farthest)
        {
            await Problems.Answer(http, StatusCodes.Status422UnprocessableEntity, ["Give an ISO 8601 duration forward, at most a year in all, such as P1D or PT2H."]);
            return;
        }

        clock.Ahead += step;
        await InstallationFacts.Set(database, "demo_clock", clock.Ahead.Ticks.ToString(CultureInfo.InvariantCulture), http.RequestAborted);
        bell.Ring();
        await http.Response.WriteAsJsonAsync(new { now = clock.GetUtcNow() }, http.RequestAborted);
    }

    private static TimeSpan? Duration(string? text)
    {
        try
        {
            return text is null ? null : XmlConvert.ToTimeSpan(text);
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException)
        {
            return null;
        }
    }
}

/// <summary>Several nodes of a demo share one clock: each reads it every two seconds.</summary>
internal sealed class DemoClockFollower(DemoClock clock, NpgsqlDataSource database) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2), TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var stored = (await InstallationFacts.Read(database, stoppingToken)).DemoClock;
                if (stored > clock.Ahead) clock.Ahead = stored;
            }
            catch (Exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The next tick reads it.
            }
        }
    }
}
