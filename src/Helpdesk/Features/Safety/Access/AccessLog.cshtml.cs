using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Safety;

/// <summary>Who has met what is restricted (D34).</summary>
[Requires(Permission.ReadRestricted)]
public sealed class AccessLogModel(Dispatch dispatch) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Number { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Who { get; set; }

    public ReadAccessLog.Page Shown { get; private set; } = new([], null);

    public Task OnGetAsync(Guid? before, CancellationToken cancel) => this.Try(async () => Shown = await dispatch.Send(new ReadAccessLog.Query(Number, Who, before), cancel));

    public string Older => $"/safety/access-log?number={Uri.EscapeDataString(Number ?? "")}&who={Uri.EscapeDataString(Who ?? "")}&before={Shown.Next}";

    public static string Door(string door) => door switch
    {
        "page" => "its page", "list" => "a list", "api" => "the API", "file" => "a file", "message" => "the mail as it was sent", "red_team" => "the red-team page", _ => door.Replace('_', ' '),
    };
}
