using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Safety;

/// <summary>The report on a sheet of its own (D36): see <see cref="TakeReportOut"/>.</summary>
[Requires(Permission.ManageReports)]
public sealed class PrintModel(Dispatch dispatch) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>Null when it may not leave yet.</summary>
    public TakeReportOut.Sheet? Sheet { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => this.Try(async () => Sheet = await dispatch.Send(new TakeReportOut.Command(Id), cancel));
}
