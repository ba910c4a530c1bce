using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Web;
using Microsoft.AspNetCore.Html;

namespace Helpdesk.Features.HelpCentre;

/// <summary>"What happens now and when", in plain words: nothing is promised that a clock does not hold.</summary>
/// <param name="Sentences">Markup of ours around encoded values.</param>
public sealed record Outlook(IReadOnlyList<IHtmlContent> Sentences)
{
    public static Outlook Of(OwnRequest.Echo ticket, CustomerText say, string? zone, DateTimeOffset now)
    {
        var sentences = new List<string> { Now(ticket, say, zone, now) };
        if (ticket is { State: TicketState.New or TicketState.Open, AnsweredAt: not null } && ticket.SolveDue > now) sentences.Add(Say(say, "NowSolveBy", say.Moment(ticket.SolveDue, zone)));
        if (ticket.Undelivered) sentences.Add(say["NowUndelivered"]);
        return new Outlook([.. sentences.Select(s => new HtmlString(s))]);
    }

    private static string Now(OwnRequest.Echo ticket, CustomerText say, string? zone, DateTimeOffset now) => ticket.State switch
    {
        TicketState.Pending => say["NowPending"],
        TicketState.OnHold => Say(say, "NowOnHold", ticket.LookAgain?.ToString("dddd d MMMM", say.Culture)),
        TicketState.Resolved => Say(say, "NowResolved", say.Moment(ticket.ResolvedAt + CloseResolved.After, zone)),
        TicketState.Closed => say["NowClosed"],
        _ when ticket.AnsweredAt is not null || ticket.AnswerDue is null => ticket.Staff is null ? say["NowWorking"] : Say(say, "NowWorkingWith", ticket.Staff),
        _ when ticket.AnswerDue < now => Say(say, "NowLate", say.Moment(ticket.AnswerDue, zone)),
        _ => Say(say, ticket.Staff is null ? "NowWaiting" : "NowWaitingWith", say.Moment(ticket.AnswerDue, zone), ticket.Staff),
    };

    private static string Say(CustomerText say, string name, params string?[] values) =>
        say.Format(name, [.. values.Select(v => System.Net.WebUtility.HtmlEncode(v))]);
}
