using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Web;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Npgsql;

namespace Helpdesk.Features.Tickets;

/// <summary>Fills the menu of every staff page: views with live counts, and the places that this person may open (UX 1).</summary>
internal sealed class StaffNav(Caller caller, NpgsqlDataSource database, InstallationFacts facts, TimeProvider time) : IAsyncPageFilter
{
    private static readonly (string Key, string Label, string Icon, string Href, string Shortcut, Permission Needs)[] Places =
    [
        (ViewCounts.Told, "Notifications", "bell", "/notifications", "g b", Permission.ReadTickets),
        (Sorting, "Triage", "split", "/triage", "g i", Permission.WorkTickets),
        ("board", "SLA board", "gauge", "/sla", "g z", Permission.ReadBoard),
        ("board", "SLA board", "gauge", "/sla", "g z", Permission.ReadTeamBoard),
        ("call", "Log a call", "phone", "/tickets/call", "g c", Permission.WorkTickets),
        ("parked", "Parked mail", "mail", "/parked", "g p", Permission.PlaceParkedMail),
        ("outbox", "Outbox", "send", "/outbox", "g o", Permission.AssignOthers),
        ("refunds", "Refunds", "coin", "/refunds", "g q", Permission.ApproveRefund),
        ("red-team", "Red team", "shield", "/safety/red-team", "g x", Permission.EditLexicon),
        ("lexicon", "Lexicon", "pen", "/safety/lexicon", "g j", Permission.EditLexicon),
        ("access-log", "Access log", "eye", "/safety/access-log", "g v", Permission.ReadRestricted),
        ("safety", "Safety", "shield", "/safety", "g y", Permission.ReadRestricted),
        ("shifts", "Shifts", "moon", "/teams", "g h", Permission.AssignOthers),
        ("policies", "SLA policies", "clock", "/policies/sla", "g f", Permission.EditPolicies),
        ("people", "People", "people", "/people", "g e", Permission.ManagePeople),
        ("keys", "API keys", "keep", "/keys", "g k", Permission.ManageKeys),
        ("audit", "Audit log", "book", "/audit", "g l", Permission.ReadAudit),
    ];

    /// <summary>One ticket at a time; its count is that of the view "Needs triage".</summary>
    private const string Sorting = "sorting";

    /// <summary>Pages that have counted already put them here.</summary>
    public const string Counts = "Counts";

    /// <summary>The key of the view that is being looked at.</summary>
    public const string View = "View";

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var done = await next();
        if (done.Result is not PageResult || context.HandlerInstance is not PageModel page || caller.Viewer.Kind != ActorKind.Person) return;
        if (!caller.Viewer.May(Permission.ReadTickets)) return;
        if (facts.Demo) page.ViewData["Notice"] ??= new Notice("Demo", "Made-up people and tickets. Nothing here reaches a real customer or card.", "/sign-in", "Change person");
        // A fragment is asked for without menu.
        if (context.HttpContext.Request.Headers.ContainsKey("X-Fragment") && page.ViewData[Counts] is null) return;
        var counts = page.ViewData[Counts] as IReadOnlyDictionary<string, int> ?? await Count(context.HttpContext.RequestAborted);
        page.ViewData["Nav"] = Model(caller.Viewer, counts, page.ViewData[View] as string, context.HttpContext.Request.Path);
    }

    public static NavModel Model(Viewer viewer, IReadOnlyDictionary<string, int> counts, string? view, string path) => new(
        [.. InboxView.For(viewer).Select(v => new NavEntry(v.Key, v.Label, v.Icon, $"/tickets?view={v.Key}", ViewCounts.Shown(counts[v.Key]), "g " + v.Shortcut, v.Key == view))],
        [],
        [.. Places.Where(p => viewer.May(p.Needs)).DistinctBy(p => p.Key).Select(p => new NavEntry(p.Key, p.Label, p.Icon, p.Href, counts.GetValueOrDefault(p.Key == Sorting ? "triage" : p.Key) is > 0 and var n ? ViewCounts.Shown(n) : null, p.Shortcut, path.StartsWith(p.Href, StringComparison.OrdinalIgnoreCase), Late: p.Key == ViewCounts.Pages))],
        new NavPerson(viewer.Name, "/me"),
        CountsHref: $"/tickets/counts?view={view}",
        SearchHref: "/tickets?view=all");

    private async Task<IReadOnlyDictionary<string, int>> Count(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(ViewCounts.Command(caller.Viewer, time.Instant()));
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        return await ViewCounts.Read(reader, caller.Viewer, cancel);
    }
}
