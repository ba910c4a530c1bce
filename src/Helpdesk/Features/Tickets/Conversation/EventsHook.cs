using Helpdesk.Domain.Access;
using Helpdesk.Platform;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Helpdesk.Platform.Mail;
using Microsoft.AspNetCore.Http.Features;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// SendGrid's event webhook. Answers 200, 401, 413 or 503, nothing else; never rate-limited. One transaction an event: a repeated
/// post does only what is missing.
/// </summary>
internal static class EventsHook
{
    private const int LargestBody = 35 * 1024 * 1024;

    public static void MapEventsHook(this WebApplication app) => app.MapPost("/hooks/sendgrid/events", Handle)
        .WithMetadata(new RequiresAttribute(Permission.Public)).DisableAntiforgery();

    private static async Task Handle(HttpContext http, Settings settings, IServiceProvider services, ILogger<MailEvent> log)
    {
        var headers = http.Request.Headers;
        var signature = headers[SendGridSignature.SignatureHeader].ToString();
        if (settings.EventsPublicKey is not { } key || signature.Length == 0)
        {
            await Problems.Answer(http, StatusCodes.Status401Unauthorized, ["The signature is missing."]);
            return;
        }

        if (http.Request.ContentLength > LargestBody)
        {
            await Problems.Answer(http, StatusCodes.Status413PayloadTooLarge, ["The events are over 35 MB."]);
            return;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = LargestBody;
        using var read = new MemoryStream();
        await http.Request.Body.CopyToAsync(read, http.RequestAborted);
        var body = read.GetBuffer().AsMemory(0, (int)read.Length);
        if (!SendGridSignature.Verify(key, headers[SendGridSignature.TimestampHeader].ToString(), body.Span, signature))
        {
            await Problems.Answer(http, StatusCodes.Status401Unauthorized, ["The signature is wrong."]);
            return;
        }

        var events = MailEvent.Read(body, out var ignored);
        var failed = 0;
        foreach (var told in events) failed += await Report(services, http, told, log) ? 0 : 1;
        log.LogInformation("Mail events: {Told} told, {Ignored} ignored, {Failed} to come again", events.Count, ignored, failed);
        if (failed == 0) return;
        http.Response.Headers.RetryAfter = "30";
        await Problems.Answer(http, StatusCodes.Status503ServiceUnavailable, ["Not every event could be stored; post them again."]);
    }

    /// <summary>A scope an event: one that fails leaves nothing behind for the next.</summary>
    private static async Task<bool> Report(IServiceProvider services, HttpContext http, MailEvent told, ILogger log)
    {
        await using var scope = services.CreateAsyncScope();
        var caller = scope.ServiceProvider.GetRequiredService<Caller>();
        caller.Viewer = Viewer.System;
        caller.CorrelationId = http.Response.Headers[Correlation.Header].ToString();
        try
        {
            await scope.ServiceProvider.GetRequiredService<Dispatch>().Send(new ReportMail.Command(told), http.RequestAborted);
            return true;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.LogWarning("A mail event failed with {Problem:l}", problem.GetType().Name);
            return false;
        }
    }
}
