using System.Text.Json;
using Helpdesk.Sandbox.Clock;
using Helpdesk.Sandbox.Faults;

namespace Helpdesk.Sandbox.Mail;

/// <summary>
/// <c>POST /v3/mail/send</c> as SendGrid answers it: 202 with an empty body and <c>X-Message-Id</c>, or its error JSON.
/// Any bearer key is right: the sandbox tests the asking, not the account.
/// </summary>
internal static class MailSend
{
    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RateLimit = TimeSpan.FromSeconds(5);

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static void Map(WebApplication app) => app.MapPost("/v3/mail/send", Send);

    private static async Task<IResult> Send(HttpContext context, ArmedFaults faults, SandboxClock clock, Mailbox mailbox, EventDelivery events)
    {
        if (faults.Take(Fault.MailSlow)) await Task.Delay(Slowness, context.RequestAborted);
        if (Refusal(context, faults, clock) is { } refusal) return refusal;

        var (body, status) = await Read(context.Request);
        using var read = body;
        if (body is null) return SendGridErrors.One(status, status == 413 ? "content too large" : "Bad Request");
        var errors = new SendGridErrors();
        MailSendRules.Check(body.RootElement, errors);
        if (faults.Take(Fault.Mail400)) errors.Add("personalizations.0.to.0.email", "Does not contain a valid address.");
        if (errors.Any) return errors.Answer(400);
        // The body is checked and nothing is sent; the vendor answers 200 then, and no events follow.
        if (body.RootElement.Get("mail_settings")?.Get("sandbox_mode")?.Get("enable") is { ValueKind: JsonValueKind.True }) return Results.Ok();

        var mails = Postman.Sort(body.RootElement, mailbox.NextId, clock.GetUtcNow());
        var bounce = faults.Take(Fault.MailBounce);
        foreach (var mail in mails) mailbox.Keep(mail);
        // Once the answer is out: an event should not overtake the id that it carries.
        context.Response.OnCompleted(() =>
        {
            foreach (var mail in mails) events.Announce(mail, bounce);
            return Task.CompletedTask;
        });

        if (faults.Take(Fault.MailTimeoutAfterAccept))
        {
            context.Abort();
            return Results.Empty;
        }

        context.Response.Headers["X-Message-Id"] = mails[0].ProviderId;
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private static IResult? Refusal(HttpContext context, ArmedFaults faults, SandboxClock clock)
    {
        var key = context.Request.Headers.Authorization.ToString();
        if (faults.Take(Fault.Mail401) || !key.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || string.IsNullOrWhiteSpace(key[7..]))
            return SendGridErrors.One(401, "The provided authorization grant is invalid, expired, or revoked");
        if (faults.Take(Fault.Mail403)) return SendGridErrors.One(403, "The from address does not match a verified Sender Identity.");
        if (faults.Take(Fault.Mail500)) return SendGridErrors.One(500, "internal server error");
        if (!faults.Take(Fault.Mail429)) return null;

        context.Response.Headers["X-RateLimit-Limit"] = "600";
        context.Response.Headers["X-RateLimit-Remaining"] = "0";
        context.Response.Headers["X-RateLimit-Reset"] = (clock.GetUtcNow() + RateLimit).ToUnixTimeSeconds().ToString();
        return SendGridErrors.One(429, "too many requests");
    }

    private static async Task<(JsonDocument? Body, int Status)> Read(HttpRequest request)
    {
        try
        {
            return (await JsonDocument.ParseAsync(request.Body, Strict, request.HttpContext.RequestAborted), 200);
        }
        catch (JsonException)
        {
            return (null, 400);
        }
        catch (BadHttpRequestException problem)
        {
            return (null, problem.StatusCode); // 413: Kestrel's limit of 30 MB is the vendor's
        }
    }
}
