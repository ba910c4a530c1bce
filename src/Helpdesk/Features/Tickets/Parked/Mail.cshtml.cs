using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Tickets;

[Requires(Permission.PlaceParkedMail)]
public sealed class ParkedMailPage(Dispatch dispatch) : PageModel
{
    public OpenParked.Opened Mail { get; private set; } = null!;

    [BindProperty]
    public string Reason { get; set; } = "";

    public async Task OnGet(Guid id, CancellationToken cancel) => Mail = await dispatch.Send(new OpenParked.Query(id), cancel);

    public Task<IActionResult> OnPostLetIn(Guid id, CancellationToken cancel) => Try(id, async () =>
        await dispatch.Send(new PlaceInbound.Command(id, LetIn: true), cancel) is { } number ? Redirect($"/tickets/{number}") : Redirect("/parked"), cancel);

    public Task<IActionResult> OnPostDiscard(Guid id, CancellationToken cancel) => Try(id, async () =>
    {
        await dispatch.Send(new DiscardParked.Command(id, Reason ?? ""), cancel);
        return Redirect("/parked");
    }, cancel);

    private async Task<IActionResult> Try(Guid id, Func<Task<IActionResult>> act, CancellationToken cancel)
    {
        try
        {
            return await act();
        }
        catch (Exception problem) when (problem is Refused or ValidationException)
        {
            var (status, sentences) = Platform.Http.Problems.Read(problem);
            foreach (var sentence in sentences) ModelState.AddModelError(nameof(Reason), sentence);
            await OnGet(id, cancel);
            return new PageResult { StatusCode = status };
        }
    }
}
