using System.Net.Mail;
using Helpdesk.Sandbox.Clock;

namespace Helpdesk.Sandbox.Mail;

/// <summary>
/// Acting as a customer: <c>POST /mail/new {"from","name"?,"subject"?,"text","to"?}</c> and
/// <c>POST /mail/{id}/reply {"text","from"?,"name"?,"autoSubmitted"?}</c>, as JSON or as a form of the page.
/// 200 when the application took the mail, 502 with its answer when not, 400 when there is nothing to send.
/// </summary>
internal sealed class CustomerMail(IConfiguration configuration, HelpdeskHooks hooks, SandboxClock clock, Mailbox mailbox)
{
    public static void Map(WebApplication app)
    {
        app.MapPost("/mail/new", (HttpRequest request) => Of(request).New(request));
        app.MapPost("/mail/{id}/reply", (string id, HttpRequest request) => Of(request).Reply(id, request));
    }

    private static CustomerMail Of(HttpRequest request) => ActivatorUtilities.CreateInstance<CustomerMail>(request.HttpContext.RequestServices);

    private async Task<IResult> New(HttpRequest request)
    {
        var input = await Input.Read(request);
        string? problem = null;
        CustomerLetter? letter = null;
        if (input is null || OneLine(input["from"]) is not { } from || !MailAddress.TryCreate(from, OneLine(input["name"]), out var sender)) problem = "Who writes? Give an e-mail address in \"from\".";
        else if (input["text"] is not { } text) problem = "The mail has no text.";
        else if (!MailAddress.TryCreate(OneLine(input["to"]) ?? SupportAddress(), out var to)) problem = "\"to\" is not an e-mail address.";
        else letter = CustomerLetter.Fresh(sender, to, OneLine(input["subject"]) ?? "", text, clock.GetUtcNow());

        return await Deliver(letter, problem, request, input, "/mail?told=taken", told => MailView.List(mailbox.NewestFirst(), told, input));
    }

    private async Task<IResult> Reply(string id, HttpRequest request)
    {
        if (mailbox.Find(id) is not { } mail) return Results.Json(new { error = "There is no such mail." }, statusCode: 404);
        var input = await Input.Read(request);
        // As another sender when asked: whoever is new to a ticket must be shown as new (D31).
        var sender = OneLine(input?["from"]) is not { } other ? mail.To[0] : MailAddress.TryCreate(other, OneLine(input!["name"]), out var parsed) ? parsed : null;
        string? problem = null;
        CustomerLetter? letter = null;
        if (input?["text"] is not { } text) problem = "The reply has no text.";
        else if (sender is null) problem = "\"from\" is not an e-mail address.";
        else letter = CustomerLetter.Reply(mail, sender, text, clock.GetUtcNow()) with { AutoSubmitted = OneLine(input["autoSubmitted"]) };

        return await Deliver(letter, problem, request, input, $"/mail/{id}?told=taken", told => MailView.One(mail, told, input));
    }

    private async Task<IResult> Deliver(CustomerLetter? letter, string? problem, HttpRequest request, Input? input, string next, Func<string, Markup> page)
    {
        var isForm = input?.IsForm ?? false;
        if (letter is null) return isForm ? MailPages.Page(page(problem!), 400) : Results.Json(new { error = problem }, statusCode: 400);

        var answer = await hooks.PostInbound(InboundParse.Body(letter), request.HttpContext.RequestAborted);
        if (!isForm) return Results.Json(new { messageId = letter.MessageId, status = answer.Status, body = answer.Body }, statusCode: answer.Accepted ? 200 : 502);
        // 303: reloading the page that follows must not send again.
        if (answer.Accepted) return new SeeOther(next);
        return MailPages.Page(page(answer.Status == 0 ? answer.Body : $"The application answered {answer.Status} {answer.Body}. Nothing was delivered; the text is kept below."), 502);
    }

    private string SupportAddress() =>
        Setting.Of(configuration, "HELPDESK_MAIL_FROM") ?? $"support@{Setting.Of(configuration, "HELPDESK_MAIL_DOMAIN") ?? "helpdesk.example"}";

    private static string? OneLine(string? text) => text?.ReplaceLineEndings(" ");

    private sealed class SeeOther(string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = location;
            return Task.CompletedTask;
        }
    }
}
