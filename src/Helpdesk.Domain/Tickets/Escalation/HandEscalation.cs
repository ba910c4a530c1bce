using System.Globalization;

namespace Helpdesk.Domain.Tickets;

/// <summary>What somebody says when they escalate (D17).</summary>
/// <param name="HandOver">By slug of the checklist: what is known; a gap needs a reason in <paramref name="Waived"/>.</param>
/// <param name="Told">What the customer was told.</param>
/// <param name="HearsNext">By when the customer hears from us again.</param>
/// <param name="FollowUp">What is to be done next, and by whom; may be empty.</param>
public sealed record EscalationRequest(
    string Criterion, string Justification, IReadOnlyDictionary<string, string> HandOver, IReadOnlyDictionary<string, string> Waived,
    string Told, DateTimeOffset? HearsNext, string FollowUp);

/// <summary>An escalation by a person (D17): all that stands against it at once, its event, and the words of its note.</summary>
public static class HandEscalation
{
    private const int ShortestJustification = 10;

    /// <param name="specialist">The route that the criterion names (D13); null where the ticket goes up its path.</param>
    /// <returns>Plain sentences; empty when it may go.</returns>
    public static IReadOnlyList<string> Problems(
        Ticket ticket, EscalationPath path, EscalationPolicy policy, EscalationRequest request, DateTimeOffset now, SpecialistRoute? specialist = null)
    {
        if (!ticket.Active) return ["This ticket is at rest; reopen it first."];
        if (specialist is null && ticket.Level >= path.Top) return [$"{ticket.Team.Name()} is the top level of this path: there is nowhere to escalate to."];
        var problems = new List<string>();
        if (specialist is null && policy.For(ticket.Category, ticket.Level).All(c => c.Slug != request.Criterion)) problems.Add("Choose the criterion that applies.");
        if (request.Justification.Trim().Length < ShortestJustification) problems.Add("Say in a sentence why it has to go up.");
        foreach (var gap in policy.Checklist.Where(i => Of(request.HandOver, i).Length == 0 && Of(request.Waived, i).Length == 0))
            problems.Add($"{gap.Words}: fill it in, or say why it can be left out.");
        if (request.Told.Trim().Length == 0) problems.Add("Say what the customer was told.");
        if (request.HearsNext is null) problems.Add("Say by when the customer hears from us next.");
        else if (request.HearsNext <= now) problems.Add("The customer hears from us next at a time to come.");
        return problems;
    }

    /// <param name="note">The message that holds the words of <see cref="Note"/>.</param>
    public static Escalated Event(Ticket ticket, EscalationPath path, EscalationPolicy policy, EscalationRequest request, Guid note, SpecialistRoute? specialist = null)
    {
        var (level, team) = Destination(ticket, path, specialist);
        return new(Escalated.Person, ticket.Level, ticket.Team, level, team, ticket.AssigneeId, request.Criterion, Note: note,
            HearsNext: request.HearsNext, Waived: [.. policy.Checklist.Where(i => Of(request.HandOver, i).Length == 0).Select(i => i.Slug)]);
    }

    /// <summary>Where it goes: one level up, and there to the specialist where a route says so (D13). Beyond the top nothing is higher.</summary>
    public static (int Level, Team Team) Destination(Ticket ticket, EscalationPath path, SpecialistRoute? specialist) => specialist is null
        ? (ticket.Level + 1, path.TeamAt(ticket.Level + 1))
        : (Math.Max(ticket.Level, Math.Min(ticket.Level + 1, path.Top)), specialist.To);

    /// <summary>What the next level reads in the thread.</summary>
    public static string Note(
        Ticket ticket, EscalationPath path, EscalationPolicy policy, EscalationRequest request, TimeZoneInfo zone, SpecialistRoute? specialist = null)
    {
        var criterion = specialist?.Words ?? policy.For(ticket.Category, ticket.Level).First(c => c.Slug == request.Criterion).Words;
        var (level, team) = Destination(ticket, path, specialist);
        var lines = new List<string>
        {
            $"Escalated from {ticket.Team.Name()} (level {ticket.Level}) to {team.Name()} (level {level}): {criterion}.",
            "", request.Justification.Trim(), "",
        };
        lines.AddRange(policy.Checklist.Select(i => Of(request.HandOver, i) is { Length: > 0 } known ? $"{i.Words}: {known}" : $"{i.Words}: left out, because {Of(request.Waived, i)}"));
        var next = TimeZoneInfo.ConvertTime(request.HearsNext!.Value, zone).ToString("ddd d MMM yyyy HH:mm", CultureInfo.InvariantCulture);
        lines.AddRange(["", $"The customer was told: {request.Told.Trim()}", $"The customer hears from us next by {next} ({zone.Id})."]);
        if (specialist?.External is { } outside) lines.Add($"{team.Name()} asks {outside}; the ticket waits for the answer.");
        if (request.FollowUp.Trim() is { Length: > 0 } followUp) lines.Add($"Follow-up: {followUp}");
        return string.Join('\n', lines);
    }

    private static string Of(IReadOnlyDictionary<string, string> given, HandOverItem item) => given.GetValueOrDefault(item.Slug)?.Trim() ?? "";
}
