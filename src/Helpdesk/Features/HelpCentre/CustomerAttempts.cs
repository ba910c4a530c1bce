using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.HelpCentre;

/// <summary>Tries what a customer's form asks for; what cannot be done comes back in their language, with what was typed.</summary>
internal static class CustomerAttempts
{
    /// <param name="problems">Of the form itself: the field, and the name of the text that says what is wrong.</param>
    /// <param name="refused">What to change before the form is shown again after a refusal.</param>
    public static async Task<IActionResult> Attempt<TPage>(
        this TPage page, IEnumerable<(string Field, string Text)> problems, Func<Task<IActionResult>> act, Action? refused = null) where TPage : CustomerPage
    {
        // What binding says about a field stands in its own words; the page judges in the customer's.
        page.ModelState.Clear();
        foreach (var (field, text) in problems) page.ModelState.AddModelError(field, page.Say[text]);
        if (!page.ModelState.IsValid) return Again(page, StatusCodes.Status422UnprocessableEntity);
        try
        {
            return await act();
        }
        catch (Refused refusal)
        {
            refused?.Invoke();
            page.ModelState.AddModelError("", page.Say[refusal is TooOften ? "TooOften" : "SentBefore"]);
            return Again(page, StatusCodes.Status409Conflict);
        }
        catch (Exception away) when (Platform.Http.Problems.DatabaseAway(away))
        {
            page.Response.Headers.RetryAfter = "60";
            page.ModelState.AddModelError("", page.Say["TryAgain"]);
            return Again(page, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static PageResult Again(CustomerPage page, int status)
    {
        page.Response.StatusCode = status;
        return page.Page();
    }
}
