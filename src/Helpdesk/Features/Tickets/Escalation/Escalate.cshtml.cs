using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Helpdesk.Web;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Tickets;

/// <summary><see cref="Escalate"/> as a page: one form, pre-filled from what the ticket knows (D17).</summary>
[Requires(Permission.WorkTickets)]
public sealed class EscalateModel(Dispatch desk, ViewerClock clock) : DeskPage(desk)
{
    public PrepareEscalation.View Ticket { get; private set; } = null!;

    /// <summary>What was typed; null while the form is fresh.</summary>
    public EscalationForm? Typed { get; private set; }
    public Guid Once { get; private set; } = Guid.CreateVersion7();

    public async Task OnGetAsync(string number, CancellationToken cancel)
    {
        Ticket = await Desk.Send(new PrepareEscalation.Query(number), cancel);
        ViewData["Title"] = $"Escalate #{Ticket.Number}";
    }

    public Task<IActionResult> OnPostAsync(string number, EscalationForm form, CancellationToken cancel)
    {
        (Typed, Once) = (form, form.Once);
        // D17: the customer is told with the escalation template, which stands ready as the reply.
        return Act(() => Desk.Send(new Escalate.Command(number, form.BasedOn, form.Once, form.Read(clock.Zone)), cancel),
            $"/tickets/{number}?kind=reply&template=escalated", () => OnGetAsync(number, cancel));
    }

    public string Known(HandOverItem item) => (Typed is null ? Ticket.Known : Typed.Filled).GetValueOrDefault(item.Slug) ?? "";
}
