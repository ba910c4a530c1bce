using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// A verb on a ticket: a small page of its own that posts and goes back to the ticket; a refusal shows the ticket again with the
/// sentences and everything typed. Asked for by GET it shows the ticket with the composer of that kind.
/// </summary>
public abstract class VerbPage(Dispatch desk, Caller caller) : ShowModel(desk, caller)
{
    protected Task<IActionResult> Verb(string number, Func<Task> act, CancellationToken cancel) => Act(act, $"/tickets/{number}", () => Load(number, cancel));

    /// <summary>Keeps beside the form what the guard over children's data says (D37), and who was chosen.</summary>
    protected async Task Guarded(string? to, string? because, Func<Task> act)
    {
        (To, Because) = (to, because);
        try
        {
            await act();
        }
        catch (ChildDataFound found)
        {
            Found = found;
            throw;
        }
    }

    /// <summary>A composer's verb: what was typed stays, and the next attempt is based on what is shown now.</summary>
    protected Task<IActionResult> Compose(string number, string kind, string? text, string? template, Guid once, Func<Task> act, CancellationToken cancel) => Act(act, $"/tickets/{number}", async () =>
    {
        await Load(number, cancel);
        (Kind, Text, Template, Once) = (kind, text ?? "", template, once);
        BasedOn = Ticket?.Head.Version ?? 0;
    });
}
