using Helpdesk.Domain.Safety;
using Helpdesk.Web;

namespace Helpdesk.Features.Safety;

/// <summary>Coded values of the incident desk in plain words.</summary>
public static class SafetyWords
{
    public static string State(ReportState state) => state switch
    {
        ReportState.InReview => "In review", ReportState.NotReportable => "Not reportable", _ => state.ToString(),
    };

    public static string Outcome(string? outcome) => outcome == "no_risk" ? "Reviewed, no risk found" : "Handled";

    public static string Cause(string cause) => cause switch
    {
        "report_40" => "40 minutes left for its report",
        "report_20" => "20 minutes left for its report; one person may submit it now",
        "report_0" => "the deadline of its report has passed",
        _ => "somebody may be in danger",
    };

    public static string Of(IncidentAct act) => act switch
    {
        IncidentAct.Detected => "Found by the screening",
        IncidentAct.Raised => "Raised by a colleague",
        IncidentAct.Classified => "Classified",
        IncidentAct.Acknowledged => "Safety has it",
        IncidentAct.LiaisonAcknowledged => "The liaison has seen it",
        IncidentAct.Answered => "Answered",
        IncidentAct.AnswerFailed => "The answer did not arrive; the clock runs again",
        IncidentAct.Responded => "Responded",
        IncidentAct.Reportable => "Reportable: a draft was opened",
        IncidentAct.NotReportable => "Not reportable",
        IncidentAct.ReportSubmitted => "Report submitted",
        IncidentAct.LeadTold => "Customer Service told the number, and nothing else",
        IncidentAct.LiaisonNamed => "Liaison named",
        IncidentAct.Told => "Told",
        IncidentAct.NobodyTold => "Nobody is told",
        IncidentAct.FollowedUp => "Followed up",
        IncidentAct.NoRisk => "Reviewed, no risk found",
        _ => "Handled to its end",
    };

    public static string Of(string act) => act switch
    {
        "sent_to_review" => "Sent to review", "taken_out" => "Taken out to hand over", "submitted_alone" => "Submitted by one person alone",
        "reviewed_afterwards" => "Reviewed afterwards", "not_reportable" => "Found not reportable", "deadline_missed" => "Deadline missed",
        _ => char.ToUpperInvariant(act[0]) + act[1..],
    };

    public static string Door(string door) => door switch
    {
        "page" => "the ticket", "list" => "a list", "api" => "the API", "file" => "a file", "incident" => "an incident", "report" => "its report", "access" => "this page", _ => door,
    };

    public static string Capacity(string capacity) => capacity switch { "liaison" => "Liaison", "counsel" => "Counsel", _ => "Named person" };

    /// <summary>A safety clock is danger while it runs, whatever is left.</summary>
    public static SlaState Clock(DateTimeOffset due, DateTimeOffset? stopped, Severity severity, DateTimeOffset now) => stopped switch
    {
        { } at => at <= due ? SlaState.Met : SlaState.Late,
        null when due <= now => SlaState.Late,
        null => severity >= Severity.High ? SlaState.Danger : due - now < TimeSpan.FromHours(1) ? SlaState.Soon : SlaState.Calm,
    };

    /// <summary>What a stopped clock says: taken when met, by how much it was late otherwise; null while it runs.</summary>
    public static TimeSpan? Amount(DateTimeOffset arrived, DateTimeOffset due, DateTimeOffset? stopped) =>
        stopped is not { } at ? null : at <= due ? at - arrived : due - at;
}
