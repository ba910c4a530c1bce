using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Tickets;

/// <summary><see cref="CorrectTriage"/> as a page.</summary>
[Requires(Permission.WorkTickets)]
public sealed class TriageModel(Dispatch desk, Caller caller) : VerbPage(desk, caller)
{
    public Task<IActionResult> OnPostAsync(
        string number, string? subcategory, string? impact, int? basedOn, List<string> because, string? words, CancellationToken cancel) => Verb(number, () => Desk.Send(
            new CorrectTriage.Command(number, subcategory ?? "", Words.TryParse(impact, out Impact chosen) ? chosen : null, basedOn, because, words), cancel), cancel);
}
