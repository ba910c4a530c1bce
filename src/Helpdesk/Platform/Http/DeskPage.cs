using FluentValidation;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Platform.Http;

/// <summary>A page that sends commands: a refusal comes back to the form with its sentences, and everything typed stays.</summary>
public abstract class DeskPage(Dispatch desk) : PageModel
{
    protected Dispatch Desk => desk;

    /// <summary>Sends; on a refusal the form is drawn again with status 422 or 409.</summary>
    protected async Task<IActionResult> Act(Func<Task> act, string then, Func<Task>? redraw = null)
    {
        try
        {
            await act();
            return Redirect(then);
        }
        catch (Exception refusal) when (refusal is Refused or ValidationException)
        {
            var (status, sentences) = Problems.Read(refusal);
            foreach (var sentence in sentences) ModelState.AddModelError("", sentence);
            if (redraw is not null) await redraw();
            Response.StatusCode = status;
            return Page();
        }
    }
}
