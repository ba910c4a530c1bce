using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Tickets;

/// <summary>Tickets that need triage, one at a time (UX 3): a key takes a suggestion, and the next stands there at once.</summary>
[Requires(Permission.WorkTickets)]
public sealed class TriageQueueModel(Dispatch desk, Caller caller) : DeskPage(desk)
{
    public NextToTriage.Undecided? Ticket { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>"7", or "99+".</summary>
    public string Left { get; private set; } = "";

    /// <summary>The ticket that was decided just now, for going back to it.</summary>
    public string? Done { get; private set; }
    public Subcategory? DoneAs { get; private set; }
    public bool MaySeeModel => caller.Viewer.May(Permission.AssignOthers);
    public string? After { get; private set; }
    public string? Typed { get; private set; }
    public IReadOnlyList<string> Ticked { get; private set; } = [];

    public async Task OnGetAsync(string? after, string? done, string? @as, CancellationToken cancel)
    {
        (After, Done) = (after, TicketNumber.Normalise(done ?? ""));
        DoneAs = Taxonomy.TryParse(@as, out Subcategory? chosen) ? chosen : null;
        var answer = await Desk.Send(new NextToTriage.Query(after), cancel);
        (Ticket, At, Left) = (answer.Ticket, answer.At, ViewCounts.Shown(answer.Counts["triage"]));
        (ViewData[StaffNav.Counts], ViewData["Title"]) = (answer.Counts, "Needs triage");
    }

    /// <summary>Whatever was refused, the ticket that is next stands there: the same one, or another when somebody else was quicker.</summary>
    public async Task<IActionResult> OnPostAsync(string number, string? choice, string? other, int basedOn, List<string> because, string? words, string? after, CancellationToken cancel)
    {
        var subcategory = string.IsNullOrEmpty(choice) ? other ?? "" : choice;
        return await Act(
            () => Desk.Send(new CorrectTriage.Command(number, subcategory, null, basedOn, because, words), cancel),
            $"/triage?done={Uri.EscapeDataString(number)}&as={Uri.EscapeDataString(subcategory)}&after={Uri.EscapeDataString(after ?? "")}",
            async () =>
            {
                await OnGetAsync(after, null, null, cancel);
                if (Ticket?.Row.Number == number) (Typed, Ticked) = (words, because);
            });
    }
}
