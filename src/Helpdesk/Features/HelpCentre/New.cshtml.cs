using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Helpdesk.Features.HelpCentre;

/// <summary>The public form. The same form sent twice is one ticket; what cannot be taken comes back with what was typed.</summary>
[Requires(Permission.Public), EnableRateLimiting(RateLimits.PublicForm), UploadLimit]
public sealed class NewModel(Dispatch dispatch) : CustomerPage
{
    [BindProperty] public string? Subject { get; set; }
    [BindProperty] public string? Body { get; set; }
    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string? Email { get; set; }
    [BindProperty] public List<IFormFile> Files { get; set; } = [];
    [BindProperty] public Guid Once { get; set; }

    public void OnGet() => Once = Guid.CreateVersion7();

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) => this.Attempt(Problems(), async () =>
    {
        var arrival = new Arrival(Channel.Form, Email!.Trim(), PlainText.Storable(Name ?? ""), PlainText.Storable(Subject!), PlainText.Storable(Body!.ReplaceLineEndings("\n")))
        {
            Files = await Uploads.Read(Files, cancel), Locale = Say.Language,
        };
        var created = await dispatch.Send(new CreateTicket.Command(arrival, "form", Once.ToString("N")), cancel);
        return Redirect($"/help/requests/{created.Token}?said=sent");
    }, () => Once = Guid.CreateVersion7());

    private IEnumerable<(string Field, string Text)> Problems()
    {
        if (string.IsNullOrWhiteSpace(Subject)) yield return (nameof(Subject), "NeedSubject");
        else if (Subject.Length > 500) yield return (nameof(Subject), "LongSubject");
        if (string.IsNullOrWhiteSpace(Body)) yield return (nameof(Body), "NeedText");
        else if (Body.Length > CreateTicket.LongestFormText) yield return (nameof(Body), "LongText");
        if (!FromField.IsAddress((Email ?? "").Trim())) yield return (nameof(Email), "NeedEmail");
        if (Uploads.Problem(Files) is { } files) yield return (nameof(Files), files);
    }
}
