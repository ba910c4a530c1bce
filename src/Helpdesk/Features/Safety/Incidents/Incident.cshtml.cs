using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Safety;

/// <summary>One incident. Who is named for its ticket meets it too; what they may do, each command says.</summary>
[Requires(Permission.ReadTickets)]
public sealed class IncidentModel(Dispatch desk, Caller caller) : DeskPage(desk)
{
    public ShowIncident.View Shown { get; private set; } = null!;
    public TypedOnIncident Typed { get; private set; } = new();
    public bool SeesDesk => caller.Viewer.SeesRestricted;
    public bool MayHandle => caller.Viewer.May(Permission.HandleIncidents);
    public bool MayReport => caller.Viewer.May(Permission.ManageReports);
    public bool MayWork => caller.Viewer.May(Permission.WorkTickets);

    public bool MayAcknowledge(ShowIncident.View view) => MayHandle ? view.Paged || view.Incident.StoppedAt is null : MayWork && !SeesDesk;

    public async Task OnGetAsync(Guid id, CancellationToken cancel) => Shown = await Desk.Send(new ShowIncident.Query(id), cancel);

    public Task<IActionResult> OnPostAcknowledgeAsync(Guid id, CancellationToken cancel) => Do(id, new AcknowledgeIncident.Command(id), new(), cancel);

    public Task<IActionResult> OnPostStepAsync(Guid id, IncidentAct act, string? note, CancellationToken cancel) =>
        Do(id, new RecordStep.Command(id, act, note), new() { Act = act, Step = note }, cancel);

    public Task<IActionResult> OnPostReportableAsync(Guid id, bool reportable, string? reason, CancellationToken cancel) =>
        Do(id, new AnswerReportable.Command(id, reportable, reason), new() { NotReportable = reason }, cancel);

    public Task<IActionResult> OnPostNoteAsync(Guid id, Guid once, string? text, Guid? corrects, string? reason, CancellationToken cancel) =>
        Do(id, new AddIncidentNote.Command(id, once, text, corrects, reason), new() { Note = text, Corrects = corrects, Reason = reason }, cancel);

    public Task<IActionResult> OnPostResolveAsync(Guid id, bool noRisk, string? reason, CancellationToken cancel) =>
        Do(id, new ResolveIncident.Command(id, noRisk, reason), new() { Resolution = reason }, cancel);

    public Task<IActionResult> OnPostLiftAsync(Guid id, string? number, string? reason, CancellationToken cancel) =>
        Do(id, new LiftRestriction.Command(number ?? "", reason), new() { Lift = reason }, cancel);

    private Task<IActionResult> Do(Guid id, IRequest<Unit> command, TypedOnIncident typed, CancellationToken cancel) =>
        Act(() => Desk.Send(command, cancel), $"/safety/incidents/{id}", () => (Typed = typed, OnGetAsync(id, cancel)).Item2);
}

/// <summary>What a refused form had in it: it is drawn again with it.</summary>
public sealed record TypedOnIncident
{
    public IncidentAct? Act { get; init; }
    public string? Step { get; init; }
    public string? NotReportable { get; init; }
    public string? Note { get; init; }
    public Guid? Corrects { get; init; }
    public string? Reason { get; init; }
    public string? Resolution { get; init; }
    public string? Lift { get; init; }
}
