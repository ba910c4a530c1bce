using System.Xml;

namespace Helpdesk.Sandbox.Clock;

/// <summary>Time travel: the sandbox's clock always, the application's when it runs on a demo database.</summary>
internal static class ClockEndpoints
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public static void Map(WebApplication app)
    {
        app.MapGet("/time", (SandboxClock clock) => new { now = Stamp(clock) });
        app.MapPost("/time", Advance);
    }

    private static async Task<IResult> Advance(HttpRequest request, SandboxClock clock, HelpdeskHooks hooks)
    {
        var duration = (await Input.Read(request))?["advance"];
        if (duration is null || !TryParse(duration, out var by))
            return Results.Json(new { error = "Give {\"advance\":\"P1D\"}: an ISO 8601 duration of days and less, forwards, at most 366 days." }, statusCode: 400);

        clock.Advance(by);
        var answer = hooks.Connected ? await hooks.AdvanceTime(duration, request.HttpContext.RequestAborted) : null;
        return Results.Json(new { now = Stamp(clock), application = answer is null ? null : new { status = answer.Status, body = answer.Body } });
    }

    /// <summary>Years and months are refused: their length depends on the day, and the two clocks must agree.</summary>
    private static bool TryParse(string text, out TimeSpan by)
    {
        by = TimeSpan.Zero;
        var date = text.Split('T')[0];
        if (date.Contains('Y', StringComparison.Ordinal) || date.Contains('M', StringComparison.Ordinal)) return false;
        try
        {
            by = XmlConvert.ToTimeSpan(text);
        }
        catch (Exception problem) when (problem is FormatException or OverflowException)
        {
            return false;
        }

        return by > TimeSpan.Zero && by <= Longest;
    }

    private static string Stamp(SandboxClock clock) => clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
