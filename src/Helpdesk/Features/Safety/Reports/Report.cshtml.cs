using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Safety;

/// <summary>A mandatory report (D36).</summary>
[Requires(Permission.ManageReports)]
public sealed class ReportModel(Dispatch desk, Caller caller) : DeskPage(desk)
{
    public ShowReport.View Shown { get; private set; } = null!;
    public TypedOnReport Typed { get; private set; } = new();
    public bool MaySubmit => caller.Viewer.May(Permission.SubmitReports);

    public async Task OnGetAsync(Guid id, CancellationToken cancel) => Shown = await Desk.Send(new ShowReport.Query(id), cancel);

    public Task<IActionResult> OnPostEditAsync(Guid id, int basedOn, string? content, string? reason, CancellationToken cancel) =>
        Do(id, new EditReport.Command(id, basedOn, content, reason), new() { Content = content, Changed = reason }, cancel);

    public Task<IActionResult> OnPostAskForReviewAsync(Guid id, CancellationToken cancel) => Do(id, new AskForReview.Command(id), new(), cancel);

    public Task<IActionResult> OnPostReviewAsync(Guid id, int version, CancellationToken cancel) => Do(id, new ReviewReport.Command(id, version), new(), cancel);

    public Task<IActionResult> OnPostSubmitAsync(Guid id, int version, string? authority, string? reference, string? reason, CancellationToken cancel) =>
        Do(id, new SubmitReport.Command(id, version, authority, reference, reason), new() { Authority = authority, Reference = reference, Alone = reason }, cancel);

    public Task<IActionResult> OnPostConfirmAsync(Guid id, string? confirmation, CancellationToken cancel) =>
        Do(id, new ConfirmReport.Command(id, confirmation), new() { Confirmation = confirmation }, cancel);

    public Task<IActionResult> OnPostNotReportableAsync(Guid id, string? reason, CancellationToken cancel) =>
        Do(id, new FindNotReportable.Command(id, reason), new() { NotReportable = reason }, cancel);

    private Task<IActionResult> Do(Guid id, IRequest<Unit> command, TypedOnReport typed, CancellationToken cancel) =>
        Act(() => Desk.Send(command, cancel), $"/safety/reports/{id}", () => (Typed = typed, OnGetAsync(id, cancel)).Item2);
}

/// <summary>What a refused form had in it: it is drawn again with it.</summary>
public sealed record TypedOnReport
{
    public string? Content { get; init; }
    public string? Changed { get; init; }
    public string? Authority { get; init; }
    public string? Reference { get; init; }
    public string? Alone { get; init; }
    public string? Confirmation { get; init; }
    public string? NotReportable { get; init; }
}
