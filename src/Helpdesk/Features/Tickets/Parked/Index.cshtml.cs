using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Tickets;

[Requires(Permission.PlaceParkedMail)]
public sealed class ParkedPage(Dispatch dispatch) : PageModel
{
    public IReadOnlyList<ListParked.Row> Rows { get; private set; } = [];

    public async Task OnGet(CancellationToken cancel) => Rows = await dispatch.Send(new ListParked.Query(), cancel);

    public static string Size(int bytes) => bytes switch
    {
        < 1_000 => $"{bytes} bytes",
        < 1_000_000 => $"{bytes / 1_000} KB",
        _ => $"{bytes / 1_000_000.0:0.0} MB",
    };
}
