using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Tickets;

[Requires(Permission.WorkTickets)]
public sealed class OutboxPage(Dispatch dispatch) : PageModel
{
    public ListOutbox.Page Mail { get; private set; } = new([], true);

    public async Task OnGet(CancellationToken cancel) => Mail = await dispatch.Send(new ListOutbox.Query(), cancel);

    public async Task<IActionResult> OnPostSend(Guid mail, CancellationToken cancel)
    {
        await dispatch.Send(new ResendMail.Command(mail), cancel);
        return Redirect("/outbox");
    }

    public static string State(ListOutbox.Row row, bool connected) => row.State switch
    {
        "dead" => "Will not be tried again",
        _ when !connected => "Waits: no way to send is set",
        _ when row.Attempts > 0 => $"Waits after {row.Attempts} {(row.Attempts == 1 ? "try" : "tries")}",
        _ => "Waits",
    };

    public static string Kind(string kind) => kind switch
    {
        "reply" => "Reply",
        "receipt" => "Receipt",
        "on_call" => "Page to on-call",
        "number_only" => "A number to Customer Service",
        "alert" or "safety_alert" => "Notification to a colleague",
        "invitation" => "Invitation to staff",
        "password_reset" => "New password for staff",
        _ => "Mail",
    };
}
