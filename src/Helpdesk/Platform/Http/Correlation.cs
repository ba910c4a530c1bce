using Helpdesk.Platform.Commands;
using Serilog.Context;

namespace Helpdesk.Platform.Http;

/// <summary>
/// Gives every request an id, echoes it, and writes one line a request: method, route, status and time. Never an address with a
/// token, a query string or a body.
/// </summary>
internal sealed class Correlation(RequestDelegate next, TimeProvider time, ILogger<Correlation> log)
{
    public const string Header = "X-Request-ID";
    private const int Longest = 64;

    public async Task InvokeAsync(HttpContext http, Caller caller)
    {
        var began = time.GetTimestamp();
        var given = http.Request.Headers[Header].ToString();
        caller.CorrelationId = given.Length is > 0 and <= Longest && given.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? given
            : Guid.CreateVersion7().ToString("N");
        http.Response.Headers[Header] = caller.CorrelationId;
        using var _ = LogContext.PushProperty("CorrelationId", caller.CorrelationId);
        await next(http);
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "-";
        log.LogInformation("{Method:l} {Route:l} {Status} in {Milliseconds} ms",
            http.Request.Method, route, http.Response.StatusCode, (long)time.GetElapsedTime(began).TotalMilliseconds);
    }
}
