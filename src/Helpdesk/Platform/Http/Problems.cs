using System.Net.Sockets;
using FluentValidation;
using Helpdesk.Platform.Commands;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Helpdesk.Platform.Http;

/// <summary>
/// Turns refusals into statuses: problem JSON for machines (RFC 9457), a page for people. Nothing of the exception is shown but
/// the sentences that the domain wrote for it.
/// </summary>
internal sealed class Problems(RequestDelegate next, ILogger<Problems> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (Exception problem) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            var (status, sentences) = Read(problem);
            if (status == StatusCodes.Status500InternalServerError) log.LogError("Unexpected {Problem:l} at {Where:l}", problem.GetType().Name, Where(problem));
            if (status == StatusCodes.Status503ServiceUnavailable) http.Response.Headers.RetryAfter = "5";
            await Answer(http, status, sentences);
        }
    }

    internal static async Task Answer(HttpContext http, int status, IReadOnlyList<string> sentences)
    {
        http.Response.StatusCode = status;
        if (!IsMachine(http)) return; // the status-code page writes the body
        http.Response.ContentType = "application/problem+json";
        await http.Response.WriteAsJsonAsync(
            new { type = "about:blank", title = Title(status), status, detail = string.Join(' ', sentences), problems = sentences },
            options: null, contentType: "application/problem+json");
    }

    public static bool IsMachine(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api") || http.Request.Path.StartsWithSegments("/hooks") || http.Request.Path.StartsWithSegments("/demo");

    internal static (int Status, IReadOnlyList<string> Sentences) Read(Exception problem) => problem switch
    {
        NotFound => (StatusCodes.Status404NotFound, ["There is nothing here."]),
        NotAllowed => (StatusCodes.Status403Forbidden, ["You may not do this."]),
        Refused refused => (StatusCodes.Status409Conflict, refused.Problems),
        ValidationException invalid => (StatusCodes.Status422UnprocessableEntity, [.. invalid.Errors.Select(e => e.ErrorMessage)]),
        BadHttpRequestException bad => (bad.StatusCode, [bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "That is too large." : "The request cannot be read."]),
        _ when DatabaseAway(problem) => (StatusCodes.Status503ServiceUnavailable, ["The database is away for a moment. Nothing was stored; please try again."]),
        _ => (StatusCodes.Status500InternalServerError, ["Something went wrong on our side."]),
    };

    /// <summary>The server is gone, starting, or full; not a mistake of ours in SQL.</summary>
    internal static bool DatabaseAway(Exception problem) => problem switch
    {
        PostgresException { SqlState: var state } => state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal),
        NpgsqlException or SocketException or TimeoutException or IOException => true,
        DbUpdateException { InnerException: { } inner } => DatabaseAway(inner),
        InvalidOperationException { InnerException: { } inner } => DatabaseAway(inner),
        _ => false,
    };

    private static string Title(int status) => status switch
    {
        400 => "Bad request", 401 => "Not signed in", 403 => "Not allowed", 404 => "Not found", 409 => "Refused", 413 => "Too large",
        422 => "Invalid", 429 => "Too many requests", 503 => "Unavailable", _ => "Error",
    };

    private static string Where(Exception problem) =>
        problem.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("Helpdesk.", StringComparison.Ordinal))?.Trim() ?? "-";
}
