using System.Net.Sockets;
using FluentValidation;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Diagnostics;
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
        if (!IsMachine(http))
        {
            // The status-code page writes the body; when that page itself fails (the database is away), the sentence alone.
            if (http.Features.Get<IStatusCodeReExecuteFeature>() is null) http.Items[typeof(Problems)] = sentences;
            else await http.Response.WriteAsync(string.Join(' ', sentences));
            return;
        }

        http.Response.ContentType = "application/problem+json";
        await http.Response.WriteAsJsonAsync(
            new { type = "about:blank", title = Title(status), status, detail = string.Join(' ', sentences), problems = sentences },
            options: null, contentType: "application/problem+json");
    }

    public static bool IsMachine(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api") || http.Request.Path.StartsWithSegments("/hooks") || http.Request.Path.StartsWithSegments("/demo");

    internal static (int Status, IReadOnlyList<string> Sentences) Read(Exception problem) => problem switch
    {
        NotFound => (StatusCodes.Status404NotFound, [Sentence(StatusCodes.Status404NotFound)]),
        NotAllowed => (StatusCodes.Status403Forbidden, [Sentence(StatusCodes.Status403Forbidden)]),
        Refused refused => (StatusCodes.Status409Conflict, refused.Problems),
        ValidationException invalid => (StatusCodes.Status422UnprocessableEntity, [.. invalid.Errors.Select(e => e.ErrorMessage)]),
        Microsoft.AspNetCore.Antiforgery.AntiforgeryValidationException => (StatusCodes.Status400BadRequest, ["This form is too old. Load the page again; what you typed is still there when you go back."]),
        BadHttpRequestException bad => (bad.StatusCode, [Sentence(bad.StatusCode)]),
        _ when DatabaseAway(problem) => (StatusCodes.Status503ServiceUnavailable, [Sentence(StatusCodes.Status503ServiceUnavailable)]),
        _ => (StatusCodes.Status500InternalServerError, [Sentence(StatusCodes.Status500InternalServerError)]),
    };

    /// <summary>What the domain said about this request, when it said something.</summary>
    internal static IReadOnlyList<string>? Said(HttpContext http) => http.Items[typeof(Problems)] as IReadOnlyList<string>;

    /// <summary>What a status means, for people: what happened, and what to do.</summary>
    internal static string Sentence(int status) => status switch
    {
        400 => "The request cannot be read, or its form was too old. Go back, reload the page and try again.",
        401 => "You are not signed in.",
        403 => "You may not do this.",
        404 => "There is nothing here.",
        405 => "This address does not take that kind of request.",
        409 => "Something has changed since the page was drawn. Go back, reload it and look again.",
        413 => "That is too large. Send less, or smaller files.",
        422 => "Something in the form is not right. Go back and correct it.",
        429 => "Too many tries in a short time. Wait a minute, then try again.",
        503 => "The database is away for a moment. Nothing was stored; please try again.",
        >= 400 and < 500 => "The request cannot be answered.",
        _ => "Something went wrong on our side. Nothing half-done was stored; please try again.",
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

    internal static string Title(int status) => status switch
    {
        400 => "Bad request", 401 => "Not signed in", 403 => "Not allowed", 404 => "Not found", 405 => "Not possible here", 409 => "Refused", 413 => "Too large",
        422 => "Invalid", 429 => "Too many requests", 503 => "Unavailable", _ => "Error",
    };

    private static string Where(Exception problem) =>
        problem.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("Helpdesk.", StringComparison.Ordinal))?.Trim() ?? "-";
}
