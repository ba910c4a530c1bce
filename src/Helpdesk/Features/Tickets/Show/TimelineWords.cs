using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Billing;

namespace Helpdesk.Features.Tickets;

/// <summary>Events of the log in plain words (UX: no system jargon).</summary>
internal static class TimelineWords
{
    private static readonly Dictionary<string, string> Why = new(StringComparer.Ordinal)
    {
        [StateChanged.FirstStaffAct] = "first act of ours", ["customer_wrote"] = "the customer wrote", ["reply"] = "chosen with the reply", ["by_hand"] = "by hand",
        ["seven_days"] = "seven quiet days", ["look_again"] = "the day to look again", ["not_for_support"] = "not for support", ["claimed"] = "taken", ["returned"] = "given back",
        ["absent"] = "who had it is away", ["left"] = "who had it does not work here any more", ["customer_solved"] = "the customer says it is solved",
        [Escalate.Outside] = "somebody outside is asked",
        ["refund_failed"] = "a refund did not get through",
    };

    /// <param name="assignee">The name of the person an assignment went to.</param>
    public static (string Icon, string Words, string? Detail) Of(string type, TicketEvent change, string? assignee) => change switch
    {
        Received e => ("mail", $"Arrived by {Channel(e.Channel)}", e.CourtesyCall ? "Courtesy call: the plan has no phone" : null),
        Triaged e => ("split", $"Classified: {Taxonomy.Get(e.Subcategory).Name.ToLowerInvariant()}", $"{e.Reason} Sent to {e.Team.Name()}, level {e.Level}."),
        IncidentOpened e => ("shield", $"Safety finding: {Words.Slug(e.Severity)}", Taxonomy.Get(Words.Slug(e.Kind)).Name),
        Restricted e => ("lock", e.NotScreened ? "Restricted until it is screened" : "Restricted to Safety", e.Cut.Count > 0 ? "Cut: " + string.Join(", ", e.Cut).Replace('_', ' ') : null),
        Unrestricted => ("eye", "Opened to everybody", null),
        Rescreened e => ("shield", e.Severity is null ? "Screened, nothing found" : "Screened", null),
        ReportOpened => ("file", "Report drafted", "Only Safety and Legal know of it"),
        RestrictionLifted => ("eye", "Restriction lifted", "Reviewed, no risk found"),
        AccessGranted e => ("eye", "Somebody was named", e.Capacity == "named" ? null : $"As {e.Capacity}"),
        AccessEnded => ("lock", "A named person’s access ended", null),
        ClocksSet e => ("clock", "Clocks set", e.Reason.Replace('_', ' ')),
        Warned or Breached => AlertWords.Of(change) is var (icon, words) ? (icon, words, null) : default,
        Escalated { By: Escalated.Clock } e => ("up", $"Moved up to {e.ToTeam.Name()}, level {e.ToLevel}", $"By itself: the time of {e.Policy} to move up was over. Back in the queue of the new team"),
        Escalated e => ("up", $"Moved up to {e.ToTeam.Name()}, level {e.ToLevel}", "Why, and what was handed over, stands in the note"),
        LeadsCalled e => ("alert", "Time to move up is over", $"{e.Team.Name()} is the top level: its lead was called instead"),
        HandedBack e => ("down", $"Given back to {e.ToTeam.Name()}, level {e.ToLevel}", "Why stands in the note"),
        Assigned { To: null } e => ("person", "Back in the queue", Why.GetValueOrDefault(e.Reason)),
        // D16: an assignment by itself carries its reason as a sentence.
        Assigned e => ("person", $"Assigned to {assignee ?? "somebody"}", Why.GetValueOrDefault(e.Reason) ?? e.Reason),
        StateChanged e => ("check", $"Now {Words.Slug(e.To).Replace('_', ' ')}", Why.GetValueOrDefault(e.Reason)),
        MessageReceived e => ("mail", e.NewSender ? "Message from somebody new" : "Message from the customer", null),
        NoteAdded => ("pen", "Note added", null),
        CallLogged e => ("phone", "Call logged", e.Spoke ? "Spoke with the customer" : "Did not reach the customer"),
        ReplyQueued => ("reply", "Reply written", "Waits ten seconds"),
        ChildDataReleased e => ("shield", "Legal let a child’s data go out", string.Join(", ", e.Kinds).Replace('_', ' ')),
        ReplyUndone => ("undo", "Reply taken back", null),
        ReplySent => ("send", "Reply sent", null),
        ReplyFailed e => ("alert", "Reply did not arrive", e.Reason.Replace('_', ' ')),
        MailReported e => ("mail", $"Mail {e.Outcome}", null),
        PlanChanged e => ("star", $"Plan is now {e.To.Name()}", null),
        MarkedNotForSupport e => ("x", e.Marked ? "Not for support" : "For support after all", null),
        FollowUpOpened e => ("right", $"Follow-up #{e.Number} opened", null),
        _ when RefundTimeline.Of(change) is { } money => money,
        _ => ("pulse", type.Replace('_', ' '), null),
    };

    private static string Channel(Channel channel) => channel switch
    {
        Domain.Tickets.Channel.Email => "e-mail", Domain.Tickets.Channel.Form => "the form", Domain.Tickets.Channel.Api => "the API", _ => "phone",
    };
}
