using System.Security.Cryptography;
using System.Text;
using Helpdesk.Domain.Access;
using Helpdesk.Platform;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Helpdesk.Platform.Mail;
using Microsoft.AspNetCore.Http.Features;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// SendGrid Inbound Parse. Answers 200 (stored or parked), 401, 413 (before reading), 503 (database away), nothing else; never
/// rate-limited. The raw body is stored before it is parsed (D31), so a mail that was answered 200 cannot be lost.
/// </summary>
internal static class InboundHook
{
    private const int LargestBody = 35 * 1024 * 1024;
    private static readonly TimeSpan PlacedWithin = TimeSpan.FromSeconds(10);

    public static void MapInboundHook(this WebApplication app) => app.MapPost("/hooks/sendgrid/inbound", Handle)
        .WithMetadata(new RequiresAttribute(Permission.Public)).DisableAntiforgery();

    private static async Task Handle(HttpContext http, Settings settings, Caller caller, Dispatch dispatch, ILogger<InboundMail> log)
    {
        var cancel = http.RequestAborted;
        var signed = settings.InboundPublicKey is not null;
        if (!signed && !HasSecret(http, settings.InboundSecret?.Value))
        {
            await Problems.Answer(http, StatusCodes.Status401Unauthorized, ["The secret is missing or wrong."]);
            return;
        }

        if (http.Request.ContentLength > LargestBody)
        {
            await Problems.Answer(http, StatusCodes.Status413PayloadTooLarge, ["The mail is over 35 MB."]);
            return;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = LargestBody;
        var body = await ReadAll(http, cancel);
        if (signed && !SendGridSignature.Verify(settings.InboundPublicKey!, Signature(http, "Timestamp"), body, Signature(http, "Signature")))
        {
            await Problems.Answer(http, StatusCodes.Status401Unauthorized, ["The signature is wrong."]);
            return;
        }

        caller.Viewer = Viewer.System;
        var stored = await dispatch.Send(new StoreInbound.Command(http.Request.ContentType ?? "", body), cancel);
        if (stored is { } id) await Place(dispatch, id, log);
        http.Response.StatusCode = StatusCodes.Status200OK;
    }

    /// <summary>At once, so that whoever posts by hand sees the ticket; a failure is left to the loop, the mail is stored.</summary>
    private static async Task Place(Dispatch dispatch, Guid id, ILogger log)
    {
        try
        {
            using var limit = new CancellationTokenSource(PlacedWithin);
            await dispatch.Send(new PlaceInbound.Command(id), limit.Token);
        }
        catch (Exception problem)
        {
            log.LogWarning("Inbound mail {Mail} is not placed yet: {Problem:l}", id, problem.GetType().Name);
        }
    }

    private static async Task<byte[]> ReadAll(HttpContext http, CancellationToken cancel)
    {
        using var body = new MemoryStream((int)Math.Min(http.Request.ContentLength ?? 64 * 1024, LargestBody));
        await http.Request.Body.CopyToAsync(body, cancel);
        return body.Length == body.Capacity && body.TryGetBuffer(out var whole) && whole.Offset == 0 && whole.Array!.Length == body.Length ? whole.Array : body.ToArray();
    }

    private static bool HasSecret(HttpContext http, string? secret)
    {
        if (string.IsNullOrEmpty(secret)) return false;
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return false;
        var given = new byte[header.Length];
        return Convert.TryFromBase64String(header["Basic ".Length..].Trim(), given, out var length)
            && CryptographicOperations.FixedTimeEquals(given.AsSpan(0, length), Encoding.UTF8.GetBytes("inbound:" + secret));
    }

    private static string Signature(HttpContext http, string part) => http.Request.Headers["X-Twilio-Email-Event-Webhook-" + part].ToString();
}
