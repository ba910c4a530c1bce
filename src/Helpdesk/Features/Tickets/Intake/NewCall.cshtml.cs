using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Tickets;

/// <summary><see cref="LogNewCall"/> as a page.</summary>
[Requires(Permission.WorkTickets), BindProperties]
public sealed class NewCallModel(Dispatch desk) : DeskPage(desk)
{
    public Guid Once { get; set; } = Guid.CreateVersion7();
    public string? Email { get; set; }
    public string? Name { get; set; }
    public string? Subject { get; set; }
    public string? Notes { get; set; }
    public bool Spoke { get; set; } = true;

    public void OnGet() => ViewData["Title"] = "Log a call";

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        OnGet();
        var number = "";
        var answer = await Act(async () => number = await Desk.Send(new LogNewCall.Command(Once, Email ?? "", Name ?? "", Subject ?? "", Notes ?? "", Spoke), cancel), "");
        return answer is RedirectResult ? Redirect($"/tickets/{number}") : answer;
    }
}
