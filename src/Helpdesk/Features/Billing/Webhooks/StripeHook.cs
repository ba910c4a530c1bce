using System.Text.Json;
using Helpdesk.Domain.Access;
using Helpdesk.Platform;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Helpdesk.Platform.Stripe;
using Microsoft.AspNetCore.Http.Features;

namespace Helpdesk.Features.Billing;

/// <summary>
/// Stripe's webhook (D48): the signature over the raw bytes first, then stored, then 200; the work comes after. Answers 200, 401, 413
/// or 503, nothing else; never rate-limited.
/// </summary>
internal static class StripeHook
{
    private const int LargestBody = 4 * 1024 * 1024;

    public static void MapStripeHook(this WebApplication app) => app.MapPost("/hooks/stripe", Handle)
        .WithMetadata(new RequiresAttribute(Permission.Public)).DisableAntiforgery();

    private static async Task Handle(HttpContext http, Settings settings, Caller caller, Dispatch dispatch, TimeProvider time, ILogger<StripeEventRow> log)
    {
        if (http.Request.ContentLength > LargestBody)
        {
            await Problems.Answer(http, StatusCodes.Status413PayloadTooLarge, ["The event is over 4 MB."]);
            return;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = LargestBody;
        using var read = new MemoryStream();
        await http.Request.Body.CopyToAsync(read, http.RequestAborted);
        var body = read.ToArray();
        // Without a secret nothing verifies: every event is refused.
        if (!StripeSignature.Verify(settings.StripeWebhookSecrets, http.Request.Headers[StripeSignature.Header].ToString(), body, time.GetUtcNow()))
        {
            await Problems.Answer(http, StatusCodes.Status401Unauthorized, ["The signature is missing or wrong."]);
            return;
        }

        caller.Viewer = Viewer.System;
        if (Read(body) is { } told)
        {
            if (told.ApiVersion != StripeHttp.Version) log.LogWarning("Stripe's webhook speaks version {Version:l}; create the endpoint with {Pinned:l}", PlainText.Cut(told.ApiVersion ?? "none", 40), StripeHttp.Version);
            await dispatch.Send(new StoreStripeEvent.Command(told), http.RequestAborted);
        }
        else
        {
            log.LogWarning("A signed event of {Bytes} bytes could not be read", body.Length);
        }

        http.Response.StatusCode = StatusCodes.Status200OK;
    }

    /// <summary>Null for what is no event: it was signed, so Stripe would only repeat it.</summary>
    private static StripeEvent? Read(byte[] body)
    {
        try
        {
            var told = JsonSerializer.Deserialize<StripeEvent>(body, StripeJson.Options);
            return told is { Id.Length: > 0 and <= 255, Type.Length: > 0 and <= 100, Data.Object.ValueKind: JsonValueKind.Object } && PlainText.Storable(told.Id) == told.Id ? told : null;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
