using System.Globalization;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Platform;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Helpdesk.Features.Tickets;

/// <summary>The JSON API v1 (INTERFACES). Every error is problem JSON; an Idempotency-Key used for another request is 409.</summary>
internal static class TicketsApi
{
    private const int LongestKey = 200;

    public static void MapApi(this WebApplication app)
    {
        app.MapPost("/api/v1/tickets", Create).NeedsScope(ApiScopes.TicketsWrite);
        app.MapGet("/api/v1/tickets", List).NeedsScope(ApiScopes.TicketsRead);
        app.MapGet("/api/v1/tickets/{number}", Show).NeedsScope(ApiScopes.TicketsRead);
        app.MapPut("/api/v1/accounts/{externalId}", AccountsApi.Put).NeedsScope(ApiScopes.AccountsWrite);
        app.Map("/api/{**rest}", Task (HttpContext http) => Problems.Answer(http, StatusCodes.Status404NotFound, ["There is nothing here."]))
            .WithMetadata(new RequiresAttribute(Domain.Access.Permission.Public));
    }

    private static async Task<IResult> Create(HttpContext http, Dispatch dispatch, Settings settings)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > LongestKey) throw TicketBody.Invalid([$"The Idempotency-Key is longer than {LongestKey} characters."]);
        using var body = await ApiBody.Read(http);
        var arrival = TicketBody.Read(body.RootElement);
        var scope = http.Features.GetRequiredFeature<ApiCaller>().KeyId.ToString("N");
        var created = await dispatch.Send(new CreateTicket.Command(arrival, scope, key.Length == 0 ? null : PlainText.Storable(key)), http.RequestAborted);
        // D34: the answer does not depend on what was found in the text.
        return Results.Created(
            $"{settings.Url}/api/v1/tickets/{created.Number}",
            new { number = created.Number, url = $"{settings.Url}/tickets/{created.Number}", arrivedAt = ApiBody.Time(created.ArrivedAt) });
    }

    private static async Task<IResult> List(HttpContext http, Dispatch dispatch)
    {
        var asked = http.Request.Query;
        var filter = TicketFilter.Parse(PlainText.Storable(asked["q"].ToString()));
        foreach (var key in new[] { "state", "team", "category", "plan", "assignee" })
        {
            foreach (var value in asked[key].SelectMany(v => (v ?? "").Split(',')).Where(v => v.Length > 0))
            {
                filter = filter.With(key, PlainText.Storable(value));
            }
        }

        var problems = filter.Problems.ToList();
        if (Limit(asked["limit"]) is not { } limit) problems.Add("limit is a number from 1 to 200.");
        else if (problems.Count == 0) return Results.Json(await dispatch.Send(new ApiTicketList.Query(filter, After(asked["after"]), limit), http.RequestAborted));
        throw TicketBody.Invalid(problems);
    }

    private static async Task<IResult> Show(string number, Dispatch dispatch, CancellationToken cancel) =>
        Results.Json(await dispatch.Send(new ApiTicket.Query(number), cancel));

    private static int? Limit(string? text) => string.IsNullOrEmpty(text) ? ListTickets.PageSize
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= 200 ? limit : null;

    private static string? After(string? cursor) => string.IsNullOrEmpty(cursor) || TicketRow.ReadCursor(cursor) is not null
        ? cursor
        : throw TicketBody.Invalid(["after is no cursor of ours: take it from next."]);
}
