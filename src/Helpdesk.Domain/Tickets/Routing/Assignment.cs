namespace Helpdesk.Domain.Tickets;

/// <summary>Somebody of a ticket's team, as far as an assignment looks at them (D16).</summary>
/// <param name="Skills">Slugs of categories and two-letter languages.</param>
/// <param name="Load">Tickets new or open, of all teams.</param>
/// <param name="Cap">With so many of them nobody gives this person another.</param>
/// <param name="Shift">The kind of shift that covers this instant; null when none does.</param>
/// <param name="Present">No absence covers this instant.</param>
/// <param name="LastAt">When their last ticket came to them; null for never.</param>
/// <param name="MayMeet">False where the ticket is restricted and they are neither of Safety or Legal nor named (D34).</param>
public sealed record Member(
    Guid Id, IReadOnlySet<string> Skills, int Load, int Cap, ShiftKind? Shift, bool Present, DateTimeOffset? LastAt, bool MayMeet = true);

/// <summary>What an assignment has to know of the ticket.</summary>
/// <param name="Language">Two letters.</param>
/// <param name="AnyHour">Professional, Enterprise and safety: offered to a Priority shift at any hour (D12a).</param>
public sealed record Offer(Category Category, string Language, bool AnyHour)
{
    public static Offer Of(Ticket ticket) => new(
        ticket.Category, ticket.Locale.Length >= 2 ? ticket.Locale[..2].ToLowerInvariant() : "en",
        ticket.Plan is Plan.Professional or Plan.Enterprise || ticket.Category == Category.Safety);
}

/// <param name="To">Null: the ticket stays in the team's queue.</param>
/// <param name="Reason">One plain sentence without names or loads, stored with the event and shown on the ticket.</param>
public sealed record AssignmentChoice(Guid? To, string Reason);

/// <summary>
/// Who gets a ticket by itself (D16): of those on shift, present and under their cap, preferring the skill if anybody has it, the one
/// with fewest; of equals, who waited longest. It changes nothing, and a person who takes a ticket by hand does not ask it.
/// </summary>
public static class Assignment
{
    /// <summary>Tickets new or open that somebody holds at most, unless their lead says otherwise.</summary>
    public const int DefaultCap = 25;

    /// <param name="standardHours">Whether the Standard calendar (D3) is open at this instant.</param>
    public static AssignmentChoice Choose(IReadOnlyCollection<Member> members, Offer offer, bool standardHours)
    {
        var allowed = members.Where(m => m.MayMeet).ToList();
        var onShift = allowed.Where(m => IsOffered(m, offer, standardHours)).ToList();
        var present = onShift.Where(m => m.Present).ToList();
        var free = present.Where(m => m.Load < m.Cap).ToList();
        if (free.Count == 0) return new AssignmentChoice(null, Nobody(allowed.Count, onShift.Count, present.Count));

        var skills = new List<string>();
        // D12a: at any hour means the Priority shift first; who works Standard hours helps out.
        if (offer.AnyHour) free = Preferring(free, m => m.Shift == ShiftKind.Priority, "on Priority shift", skills);
        free = Preferring(free, m => m.Skills.Contains(offer.Category.Slug()), $"who knows {offer.Category.Name()}", skills);
        free = Preferring(free, m => m.Skills.Contains(offer.Language), $"who speaks the customer’s language ({offer.Language})", skills);

        var fewest = free.Min(m => m.Load);
        var equals = free.Where(m => m.Load == fewest).ToList();
        var chosen = equals.OrderBy(m => m.LastAt ?? DateTimeOffset.MinValue).ThenBy(m => m.Id).First();
        return new AssignmentChoice(chosen.Id, Why(free.Count, equals.Count, skills));
    }

    /// <summary>Whether anybody could take anything at this instant: saves looking at the queue.</summary>
    public static bool AnyFree(IEnumerable<Member> members, bool standardHours) =>
        members.Any(m => m.Present && m.Load < m.Cap && (m.Shift == ShiftKind.Priority || (m.Shift is not null && standardHours)));

    // D12a: outside Standard hours only a Priority shift is asked, and only for tickets of any hour.
    private static bool IsOffered(Member member, Offer offer, bool standardHours) =>
        member.Shift is not null && (standardHours || (offer.AnyHour && member.Shift == ShiftKind.Priority));

    private static List<Member> Preferring(List<Member> members, Func<Member, bool> has, string words, List<string> skills)
    {
        var those = members.Where(has).ToList();
        if (those.Count == 0) return members;
        skills.Add(words);
        return those;
    }

    private static string Why(int asked, int equals, List<string> skills)
    {
        var who = skills.Count == 0 ? "" : ", " + string.Join(", ", skills);
        if (asked == 1) return $"The only one on shift with a free place{who}.";
        var tie = equals > 1 ? "; of equals, the longest without a new one" : "";
        return $"Fewest tickets of {asked} on shift{who}{tie}.";
    }

    private static string Nobody(int allowed, int onShift, int present) =>
        allowed == 0 ? "Nobody of the team may take it."
        : onShift == 0 ? "Nobody who may take it is on shift."
        : present == 0 ? "Everybody on shift is absent."
        : "Everybody on shift has as many tickets as they can hold.";
}
