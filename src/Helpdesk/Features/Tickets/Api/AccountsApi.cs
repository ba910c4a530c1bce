using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;

namespace Helpdesk.Features.Tickets;

/// <summary><c>PUT /api/v1/accounts/{externalId}</c>: the facts given, the others stay; answers all that is known, with source and age.</summary>
internal static class AccountsApi
{
    private const int LongestId = 200;

    public static async Task<IResult> Put(string externalId, HttpContext http, Dispatch dispatch, Caller caller, TimeProvider time)
    {
        if (externalId.Length > LongestId) throw TicketBody.Invalid([$"The id is longer than {LongestId} characters."]);
        using var body = await ApiBody.Read(http);
        var facts = AccountFacts.Read(body.RootElement, caller.Viewer.Name, time.Instant(), out var problems);
        if (problems.Count > 0) throw TicketBody.Invalid(problems);
        var stored = await dispatch.Send(new PutAccount.Command(PlainText.Storable(externalId), facts), http.RequestAborted);
        var known = stored.Facts.OrderBy(f => f.Key, StringComparer.Ordinal)
            .ToDictionary(f => f.Key, f => new { value = f.Value.Value, source = f.Value.Source, at = ApiBody.Time(f.Value.At) });
        return Results.Json(new { externalId, facts = known }, statusCode: stored.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }
}
