using Helpdesk.Domain.Access;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Helpdesk.Features.HelpCentre;

/// <summary>The links of one's open requests by mail. The answer is the same, and takes as long, whether an address is known or not.</summary>
[Requires(Permission.Public), EnableRateLimiting(RateLimits.PublicForm)]
public sealed class RequestsModel(Dispatch dispatch) : CustomerPage
{
    private static readonly TimeSpan AnswersAfter = TimeSpan.FromMilliseconds(400);

    [BindProperty] public string? Email { get; set; }

    public bool Sent { get; private set; }

    public void OnGet(string? said) => Sent = said == "sent";

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) => this.Attempt(Problems(), async () =>
    {
        // A known address takes a few statements more: the wait covers them.
        await Task.WhenAll(
            dispatch.Send(new MailOwnLinks.Command(PlainText.Storable(Email!), Say.Language), cancel),
            Task.Delay(AnswersAfter, TimeProvider.System, cancel));
        return Redirect("/help/requests?said=sent");
    });

    private IEnumerable<(string Field, string Text)> Problems() =>
        FromField.IsAddress((Email ?? "").Trim()) ? [] : [(nameof(Email), "NeedEmail")];
}
