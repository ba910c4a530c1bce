namespace Helpdesk.Domain.Safety;

/// <summary>Where a mandatory report stands (D36).</summary>
public enum ReportState { Draft, InReview, Submitted, Confirmed, NotReportable }

/// <summary>All that the rules of D36 ask about a report.</summary>
/// <param name="Version">The newest version of its content.</param>
/// <param name="Author">Who wrote that version; null: the system.</param>
/// <param name="ReviewedVersion">The version that was reviewed; a later edit makes it count no more.</param>
/// <param name="ReviewOwed">It was submitted by one person alone and is still to be reviewed.</param>
/// <param name="Due">By when its submission is to be recorded: one hour from the arrival of the text that fired.</param>
public sealed record ReportStanding(
    ReportState State, int Version, Guid? Author, int? ReviewedVersion, Guid? SubmittedBy, bool ReviewOwed, DateTimeOffset Due)
{
    /// <summary>The time before the deadline in which one person may submit alone (D36).</summary>
    public static readonly TimeSpan Alone = TimeSpan.FromMinutes(20);

    public bool IsOpen => State is ReportState.Draft or ReportState.InReview;

    public bool IsReviewed => ReviewedVersion == Version;

    public bool OneMaySubmit(DateTimeOffset now) => now >= Due - Alone;
}

/// <summary>
/// Who may do what with a mandatory report (D36). Every method answers all problems at once, in plain words: an action on a report
/// happens or says why not.
/// </summary>
public static class ReportRules
{
    private const string Gone = "This report is not open any more.";

    public static IReadOnlyList<string> Editing(ReportStanding report, string? content, string? reason)
    {
        var problems = new List<string>();
        if (!report.IsOpen) problems.Add(Gone);
        if (string.IsNullOrWhiteSpace(content)) problems.Add("The report is empty.");
        if (string.IsNullOrWhiteSpace(reason)) problems.Add("Say what you changed and why.");
        return problems;
    }

    public static IReadOnlyList<string> AskingForReview(ReportStanding report) =>
        report.State == ReportState.Draft ? [] : [report.State == ReportState.InReview ? "It is in review already." : Gone];

    /// <summary>One as written by the system needs one reviewer; one edited by a person needs another person.</summary>
    public static IReadOnlyList<string> Reviewing(ReportStanding report, Guid person)
    {
        var problems = new List<string>();
        if (!report.IsOpen && !report.ReviewOwed) problems.Add(report.IsReviewed ? "It has been reviewed." : Gone);
        if (report.IsOpen && report.IsReviewed) problems.Add("This version has been reviewed.");
        if (report.Author == person) problems.Add("You wrote this version: somebody else reviews it.");
        if (report.ReviewOwed && report.SubmittedBy == person) problems.Add("You submitted it alone: somebody else reviews it.");
        return problems;
    }

    /// <param name="reason">Only for submitting alone, without a review, in the last 20 minutes.</param>
    public static IReadOnlyList<string> Submitting(ReportStanding report, string? authority, string? reference, string? reason, DateTimeOffset now)
    {
        var problems = new List<string>();
        if (!report.IsOpen) problems.Add(report.State == ReportState.NotReportable ? Gone : "It has been submitted.");
        problems.AddRange(Leaving(report, now));
        if (string.IsNullOrWhiteSpace(authority)) problems.Add("Say whom it was handed to.");
        if (string.IsNullOrWhiteSpace(reference)) problems.Add("Give the reference number that you were given.");
        if (!report.IsReviewed && report.OneMaySubmit(now) && string.IsNullOrWhiteSpace(reason)) problems.Add("Nobody has reviewed it: say why you submit it alone.");
        return problems;
    }

    /// <summary>Whether it may be taken out of the house, on paper or as a file: reviewed, or in the last 20 minutes.</summary>
    public static IReadOnlyList<string> Leaving(ReportStanding report, DateTimeOffset now) =>
        report.IsReviewed || !report.IsOpen || report.OneMaySubmit(now)
            ? []
            : ["This version has not been reviewed. In the last 20 minutes before its deadline one person may submit it alone, with a reason."];

    public static IReadOnlyList<string> Confirming(ReportStanding report, string? confirmation)
    {
        var problems = new List<string>();
        if (report.State != ReportState.Submitted) problems.Add(report.State == ReportState.Confirmed ? "It is confirmed already." : "It has not been submitted.");
        if (report.ReviewOwed) problems.Add("It was submitted by one person alone: the review comes first.");
        if (string.IsNullOrWhiteSpace(confirmation)) problems.Add("Say how the authority has confirmed it.");
        return problems;
    }

    public static IReadOnlyList<string> FindingNotReportable(ReportStanding report, string? reason)
    {
        var problems = new List<string>();
        if (!report.IsOpen) problems.Add(Gone);
        if (string.IsNullOrWhiteSpace(reason)) problems.Add("Say why this is not reportable.");
        return problems;
    }
}
