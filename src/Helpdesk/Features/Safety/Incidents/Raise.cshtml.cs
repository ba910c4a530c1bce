using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Safety;

/// <summary><see cref="RaiseIncident"/> as a page.</summary>
[Requires(Permission.WorkTickets)]
public sealed class RaiseModel(Dispatch desk) : DeskPage(desk)
{
    /// <summary>D9a, as it is asked.</summary>
    public static IReadOnlyList<(Severity, string)> Severities { get; } =
    [
        (Severity.Critical, "danger to life, or abuse of a child going on now"),
        (Severity.High, "serious and specific, or a child’s data exposed"),
        (Severity.Medium, "worrying signs"),
        (Severity.Low, "a question only"),
    ];

    public string Number { get; private set; } = "";
    public SafetyKind About { get; private set; }
    public Severity Severity { get; private set; } = Severity.High;
    public string? Reason { get; private set; }

    public async Task OnGetAsync(string number, CancellationToken cancel) =>
        (Number, ViewData["Title"]) = (await Desk.Send(new WhatToRaise.Query(number), cancel), "Raise with Safety");

    public Task<IActionResult> OnPostAsync(string number, SafetyKind about, Severity severity, string? reason, CancellationToken cancel)
    {
        (About, Severity, Reason) = (about, severity, reason);
        return Act(() => Desk.Send(new RaiseIncident.Command(number, about, severity, reason), cancel), $"/tickets/{number}", () => OnGetAsync(number, cancel));
    }
}
