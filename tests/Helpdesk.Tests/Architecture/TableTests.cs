using System.Text.RegularExpressions;
using Helpdesk.Platform.Database;
using Helpdesk.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Architecture;

/// <summary>
/// A module names its own tables only (DESIGN). Whose a table is, its mapping says: the folder of its <c>IEntityTypeConfiguration</c>.
/// The platform's tables (outbox, jobs, templates, audit) are common ground: every module writes to them in its own transaction.
/// </summary>
public partial class TableTests
{
    /// <summary>What crosses a border, with its reason. A new line here wants a better one.</summary>
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["Helpdesk/Features/Safety/Rescreen.cs Message"] = "a verdict is stored in the text's row, in one transaction (D34a)",
        ["Helpdesk/Features/Safety/Rescreen.cs Attachment"] = "the names of files are screened with their text (D8)",
        ["Helpdesk/Features/Safety/Incidents/RaiseIncident.cs Message"] = "which text a colleague was worried about",
        ["Helpdesk/Features/Safety/Incidents/ShowIncident.cs Message"] = "the words that fired, folded on the incident's page (D35)",
        ["Helpdesk/Features/Safety/Reports/ReportWriting.cs Message"] = "a report quotes the sentence that fired, in the transaction of its arrival (D36)",
        ["Helpdesk/Features/Tickets/Inbox/ViewCounts.cs OnCallPage"] = "the menu's counts are one statement (D9b)",
        ["Helpdesk/Features/Safety/Safeguard.cs Message"] = "a restriction cuts what outsiders hold, in its own transaction (D34)",
        ["Helpdesk/Features/Safety/Safeguard.cs Draft"] = "a restriction cuts what outsiders hold, in its own transaction (D34)",
        ["Helpdesk/Features/Safety/Safeguard.cs Notification"] = "a restriction cuts what outsiders hold, in its own transaction (D34)",
        ["Helpdesk/Features/Tickets/Board/BoardSql.cs Person"] = "the board is one batch: loads and breaches by name",
        ["Helpdesk/Features/Safety/Safeguard.cs Person"] = "who is an insider is asked inside the delete that cuts (D34)",
        ["Helpdesk/Features/Tickets/Routing/WhoCanTake.cs Person"] = "people with their load, in one statement",
        ["Helpdesk/Features/Tickets/Routing/WhoCanTake.cs TeamMember"] = "people with their load, in one statement",
        ["Helpdesk/Features/Tickets/Routing/WhoCanTake.cs RestrictedAccess"] = "people with what they may meet, in one statement (D34)",
        ["Helpdesk/Features/Tickets/Inbox/FilterSql.cs Person"] = "the hottest read: assignees by name in the list's one statement",
        ["Helpdesk/Features/Tickets/Inbox/TicketRow.cs Person"] = "the hottest read: names of assignees in the list's one statement",
        ["Helpdesk/Features/Tickets/Show/ShowSql.cs Person"] = "the ticket page reads all it shows in six statements",
        ["Helpdesk/Features/Tickets/Show/ShowSql.cs Incident"] = "the ticket page reads all it shows in six statements (folding, D35)",
        ["Helpdesk/Platform/Live/LiveEndpoint.cs Ticket"] = "the stream asks the visibility predicate by SQL, as everything does (D34)",
        ["Helpdesk/Features/Tickets/Own/OwnRequest.cs Person"] = "the name of whom the customer is talking to",
        ["Helpdesk/Features/Tickets/Api/ApiTicket.cs Person"] = "the assignee's name beside the ticket",
    };

    [Fact]
    public async Task A_module_names_its_own_tables_only()
    {
        await using var desk = await Desk.Start(running: false);
        await using var scope = desk.App.Services.CreateAsyncScope();
        var tables = Tables(scope.ServiceProvider.GetRequiredService<HelpdeskDb>(), SourceTree.Files);
        tables.Count.ShouldBeGreaterThan(12);
        var crossing = Crossing(tables, SourceTree.Files).ToList();
        crossing.Except(Reasons.Keys).ShouldBeEmpty("these cross a border without a reason");
        Reasons.Keys.Except(crossing).ShouldBeEmpty("these cross no border any more: take the line away");
    }

    [Fact]
    public void Specimens_that_must_fail()
    {
        Table[] tables = [new("Ticket", "ticket", "Features/Tickets")];
        Crossing(tables, [new("Helpdesk/Features/Billing/A.cs", "db.Set<Ticket>().Where(")]).ShouldHaveSingleItem();
        Crossing(tables, [new("Helpdesk/Features/Billing/A.cs", "db.Set<Domain.Tickets.Ticket>()")]).ShouldHaveSingleItem();
        Crossing(tables, [new("Helpdesk/Features/Billing/A.cs", "\"update ticket set x = 1\"")]).ShouldHaveSingleItem();
        Crossing(tables, [new("Helpdesk/Features/Billing/A.cs", "select 1 from ticket t")]).ShouldHaveSingleItem();
        Crossing([new("Person", "person", "Features/Access")], [new("Helpdesk/Features/Billing/A.cs", "db.Users.Where(")]).ShouldHaveSingleItem();
        Crossing(tables, [new("Helpdesk/Features/Billing/A.cs", "from ticket in open select ticket; // a word from ticket_event")]).ShouldBeEmpty();
        Crossing(tables, [new("Helpdesk/Features/Tickets/A.cs", "db.Set<Ticket>()")]).ShouldBeEmpty();
    }

    private sealed record Table(string Entity, string Name, string Module)
    {
        // Made once a table: once a file as well was four minutes of a core.
        private readonly Regex _set = new($@"\bSet<(?:\w+\.)*{Entity}>\(\)", RegexOptions.NonBacktracking);
        private readonly Regex _sql = new($@"\b(?:from|join|into|update)\s+{Name}\b(\s+in\b)?", RegexOptions.NonBacktracking);

        public bool IsNamedIn(string text) => _set.IsMatch(text) || _sql.Matches(text).Any(m => !m.Groups[1].Success);
    }

    /// <summary>The tables of the feature modules.</summary>
    private static List<Table> Tables(HelpdeskDb db, IReadOnlyList<SourceFile> files)
    {
        var homes = files.SelectMany(f => Mapping().Matches(f.Text).Select(m => (Entity: m.Groups[1].Value, f.Module)))
            .Where(m => m.Module.StartsWith("Features/", StringComparison.Ordinal)).DistinctBy(m => m.Entity).ToDictionary(m => m.Entity, m => m.Module, StringComparer.Ordinal);
        return
        [
            .. db.Model.GetEntityTypes().Where(e => homes.ContainsKey(e.ClrType.Name) && e.GetTableName() is not null)
                .Select(e => new Table(e.ClrType.Name, e.GetTableName()!, homes[e.ClrType.Name])),
        ];
    }

    private static IEnumerable<string> Crossing(IReadOnlyList<Table> tables, IReadOnlyList<SourceFile> files) =>
        from file in files
        where file.Path.EndsWith(".cs", StringComparison.Ordinal)
            && !file.Path.StartsWith("Helpdesk.Domain/", StringComparison.Ordinal)
            && !file.Path.StartsWith("Helpdesk/Platform/Database/", StringComparison.Ordinal) // migrations, the predicate, backup: the schema as a whole
            && !file.Path.StartsWith("Helpdesk/Platform/Demo/", StringComparison.Ordinal) // writes whole worlds, by COPY
        from table in tables
        where table.Module != file.Module
            && ((table.Entity == "Person" && IdentityTables().IsMatch(file.Text))
                || table.IsNamedIn(file.Text))
        select $"{file.Path} {table.Entity}";

    /// <summary>People and their roles, by the names that Identity's context gives them.</summary>
    [GeneratedRegex(@"\bdb\.(?:Users|UserRoles|Roles)\b", RegexOptions.NonBacktracking)]
    private static partial Regex IdentityTables();

    [GeneratedRegex(@"IEntityTypeConfiguration<(\w+)>", RegexOptions.NonBacktracking)]
    private static partial Regex Mapping();
}
