using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Helpdesk.Web;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Tickets;

/// <summary>The ticket (UX 2).</summary>
[Requires(Permission.ReadTickets)]
public class ShowModel(Dispatch desk, Caller caller) : DeskPage(desk)
{
    public TicketView? Ticket { get; protected set; }
    public string Number { get; private set; } = "";
    public string Kind { get; protected set; } = "reply";

    /// <summary>What the composer shows: the draft, a template just chosen, or what came back after a refusal.</summary>
    public string Text { get; protected set; } = "";
    public string? Template { get; protected set; }
    public int BasedOn { get; protected set; }
    public Guid Once { get; protected set; } = Guid.CreateVersion7();

    /// <summary>What the reply would tell of a child (D37); null when nothing was found.</summary>
    public ChildDataFound? Found { get; protected set; }
    public string? To { get; protected set; }
    public string? Because { get; protected set; }
    public bool ChoosesRecipient => caller.Viewer.SeesRestricted;
    public bool MayWork => caller.Viewer.May(Permission.WorkTickets);
    public bool Mine => Ticket?.Head.AssigneeId is { } id && id == caller.Viewer.PersonId;
    public bool MayAssign => caller.Viewer.May(Permission.AssignOthers);

    public async Task<IActionResult> OnGetAsync(string number, string? kind, string? template, CancellationToken cancel)
    {
        await Load(number, cancel);
        if (Ticket is null) return Page(); // the stub
        Kind = Composing.Kinds.Contains(kind) ? kind! : "reply";
        (Text, Template, BasedOn) = Composing.Begin(Ticket, Kind, template, caller.Viewer.Name);
        return Page();
    }

    protected async Task Load(string number, CancellationToken cancel)
    {
        Ticket = (await Desk.Send(new ShowTicket.Query(number), cancel)).View;
        Number = Ticket?.Head.Number ?? number.ToUpperInvariant();
        ViewData["Title"] = Ticket is null ? $"#{Number}" : Ticket.Head.Subject.Length > 0 ? Ticket.Head.Subject : "(no subject)";
        ViewData[StaffNav.Counts] = Ticket?.Counts;
        if (Ticket?.Composer.Undo is { } undo)
        {
            ViewData["Toasts"] = new[] { new Toast("Reply leaves in a moment", $"/tickets/{Number}/undo", undo.Until, new Dictionary<string, string> { ["message"] = undo.Message.ToString() }, "#ticket") };
        }
    }
}
