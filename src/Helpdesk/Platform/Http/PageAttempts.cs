using FluentValidation;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Platform.Http;

/// <summary>Lets a page send a command and draw itself again, with what was typed, when it is refused.</summary>
internal static class PageAttempts
{
    /// <summary>False: every problem stands in the model state, and the status says which kind it was (422 or 409).</summary>
    public static async Task<bool> Try(this PageModel page, Func<Task> act)
    {
        // Fields that a form left out are the command's to judge; it says so in better words.
        page.ModelState.Clear();
        try
        {
            await act();
            return true;
        }
        catch (ValidationException invalid)
        {
            foreach (var problem in invalid.Errors) page.ModelState.AddModelError(problem.PropertyName, problem.ErrorMessage);
            page.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
        catch (Refused refused)
        {
            foreach (var problem in refused.Problems) page.ModelState.AddModelError("", problem);
            page.Response.StatusCode = StatusCodes.Status409Conflict;
        }

        return false;
    }
}
