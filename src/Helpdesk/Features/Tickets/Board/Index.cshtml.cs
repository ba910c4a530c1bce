using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Tickets;

/// <summary>The SLA board (UX 4).</summary>
[Requires(Permission.ReadBoard, Permission.ReadTeamBoard)]
public sealed class BoardModel(Dispatch dispatch, Caller caller) : PageModel
{
    public ShowBoard.View Board { get; private set; } = null!;

    /// <summary>The viewer may give the figures to a screen on the wall.</summary>
    public bool Shares => BoardLinks.May(caller.Viewer);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Board = await dispatch.Send(new ShowBoard.Query(), cancel);
        ViewData["Title"] = "SLA board";
    }

    /// <summary>The tickets behind a figure.</summary>
    /// <param name="more">Further conditions, such as <c>team:finance</c>.</param>
    public string Behind(string figure, string more = "")
    {
        var own = more.Contains("team:", StringComparison.Ordinal) ? "" : string.Concat(Board.Own.Select(t => $" team:{Words.Slug(t)}"));
        return $"/tickets?view=all&q={Uri.EscapeDataString($"{figure}{own} {more}".Trim())}";
    }
}
