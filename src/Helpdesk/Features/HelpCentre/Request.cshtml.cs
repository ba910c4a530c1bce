using Helpdesk.Domain.Access;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Helpdesk.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Helpdesk.Features.HelpCentre;

/// <summary>The requester's own ticket by its link (D29): what happens now and when, what was said, and a way to add something.</summary>
[Requires(Permission.Public), EnableRateLimiting(RateLimits.PublicForm), UploadLimit]
public sealed class RequestModel(Dispatch dispatch, ViewerClock clock) : CustomerPage
{
    [BindProperty(SupportsGet = true)] public string Token { get; set; } = "";
    [BindProperty] public string? Body { get; set; }
    [BindProperty] public List<IFormFile> Files { get; set; } = [];
    [BindProperty] public Guid Once { get; set; } = Guid.CreateVersion7();

    public OwnRequest.View Ticket { get; private set; } = null!;
    public Outlook? Outlook { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => Load(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await Load(cancel);
        IEnumerable<(string, string)> problems = (Body ?? "").Trim().Length == 0 ? [(nameof(Body), "NeedText")]
            : Body!.Length > CreateTicket.LongestFormText ? [(nameof(Body), "LongText")]
            : Uploads.Problem(Files) is { } files ? [(nameof(Files), files)] : [];
        return await this.Attempt(problems, async () =>
        {
            var text = PlainText.Storable(Body!.ReplaceLineEndings("\n"));
            var added = await dispatch.Send(new AddToRequest.Command(Token, Once, text, await Uploads.Read(Files, cancel)), cancel);
            return Redirect($"/help/requests/{added.Token}?said={(added.FollowUp ? "follow_up" : "added")}");
        });
    }

    public async Task<IActionResult> OnPostSolvedAsync(CancellationToken cancel)
    {
        await dispatch.Send(new SolveOwnRequest.Command(Token), cancel);
        return Redirect($"/help/requests/{Token}?said=solved");
    }

    private async Task Load(CancellationToken cancel)
    {
        Ticket = await dispatch.Send(new OwnRequest.Query(Token), cancel);
        InZone(Ticket.Zone);
        Outlook = Ticket.Open is { } open ? Outlook.Of(open, Say, Ticket.Zone, clock.Now) : null;
    }
}
