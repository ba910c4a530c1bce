using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Tickets;

/// <summary>Takes what somebody is typing, many times a minute: an endpoint, not a page.</summary>
internal static class DraftEndpoint
{
    public static void MapDrafts(this WebApplication app) => app.MapPost("/tickets/{number}/draft", Handle)
        .WithMetadata(new RequiresAttribute(Permission.WorkTickets)).RequireAuthorization().DisableAntiforgery(); // validated by hand below

    private static async Task<IResult> Handle(
        string number, HttpContext http, IAntiforgery antiforgery, Dispatch desk,
        [FromForm] string? kind, [FromForm] string? text, [FromForm] string? template, [FromForm] int basedOn, CancellationToken cancel)
    {
        await antiforgery.ValidateRequestAsync(http);
        var kept = await desk.Send(new SaveDraft.Command(number, kind ?? "reply", Platform.Http.PlainText.Storable(text ?? ""), string.IsNullOrEmpty(template) ? null : template, basedOn), cancel);
        return Results.Json(new { kept });
    }
}
