using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Helpdesk.Web;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Tickets;

/// <summary>Who of a team works when, is away when, and can take what (D16): own team only.</summary>
[Requires(Permission.AssignOthers)]
public sealed class TeamPeopleModel(Dispatch desk, ViewerClock clock) : DeskPage(desk)
{
    [FromRoute(Name = "team")]
    public string Slug { get; set; } = "";

    public ShowTeam.View View { get; private set; } = null!;
    private Team Of => Words.TryParse(Slug, out Team team) ? team : throw new NotFound();

    public async Task OnGetAsync(CancellationToken cancel)
    {
        View = await Desk.Send(new ShowTeam.Query(Of), cancel);
        ViewData["Title"] = $"{View.Team.Name()}: shifts and absences";
    }

    public Task<IActionResult> OnPostDutyAsync(Guid person, int? cap, List<string> skills, string? languages, CancellationToken cancel) =>
        Do(new SetDuty.Command(Of, person, cap, skills, languages), cancel);

    public Task<IActionResult> OnPostShiftAsync(Guid person, ShiftKind kind, List<DayOfWeek> days, TimeOnly? begins, TimeOnly? ends, CancellationToken cancel) =>
        Do(new AddShift.Command(Of, person, kind, days, begins, ends), cancel);

    public Task<IActionResult> OnPostUnshiftAsync(Guid shift, CancellationToken cancel) => Do(new RemoveShift.Command(Of, shift), cancel);

    public Task<IActionResult> OnPostAwayAsync(Guid person, DateTime? since, DateTime? until, CancellationToken cancel) =>
        Do(new AddAbsence.Command(Of, person, Instant(since), Instant(until)), cancel);

    public Task<IActionResult> OnPostBackAsync(Guid absence, CancellationToken cancel) => Do(new EndAbsence.Command(Of, absence), cancel);

    private Task<IActionResult> Do(IRequest<Unit> command, CancellationToken cancel) => Act(() => Desk.Send(command, cancel), $"/teams/{Slug}/people", () => OnGetAsync(cancel));

    private DateTimeOffset? Instant(DateTime? local) => local is { } time ? new DateTimeOffset(time, clock.Zone.GetUtcOffset(time)).ToUniversalTime() : null;
}
