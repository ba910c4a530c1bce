using System.Net;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Safety;

/// <summary>D34: nobody outside Safety and Legal meets a restricted ticket: Administrator, Auditor and Executive included.</summary>
public class OutsiderTests
{
    [Fact]
    public async Task D34_no_command_or_query_reaches_a_restricted_ticket()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.OpenCritical();
        var version = await desk.Version(number);
        TicketMessages.All.Count.ShouldBeGreaterThan(10);
        foreach (var who in SafetyWorld.Outsiders)
        {
            var viewer = await desk.Viewer(who);
            foreach (var type in TicketMessages.All) await IsHidden(desk, viewer, type, number);
        }

        (await desk.Version(number)).ShouldBe(version, "nothing was changed either");
    }

    [Fact]
    public async Task The_same_commands_reach_an_open_ticket()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open("Too quiet", SafetyWorld.Harmless);
        var viewer = await desk.Viewer("Elena Marsh");
        var reached = 0;
        foreach (var type in TicketMessages.All)
        {
            try
            {
                await desk.SendAny(viewer, TicketMessages.Make(type, number));
                reached++;
            }
            catch (Refused)
            {
                reached++; // it found the ticket and refuses for a reason of its own: no Stripe, another writer's reply
            }
            catch (Exception refusal) when (refusal is NotFound or NotAllowed or FluentValidation.ValidationException)
            {
                // Another permission, or another thing beside the ticket that is not there.
            }
        }

        reached.ShouldBeGreaterThan(TicketMessages.All.Count * 2 / 3, "or the test above proves nothing");
    }

    private static async Task IsHidden(Desk desk, Domain.Access.Viewer viewer, Type type, string number)
    {
        var what = $"{type.DeclaringType!.Name} by {viewer.Name}";
        try
        {
            var answer = await desk.SendAny(viewer, TicketMessages.Make(type, number));
            answer.ShouldBeOfType<ShowTicket.Answer>(what).View.ShouldBeNull(what);
        }
        catch (Exception hidden) when (hidden is NotFound or NotAllowed)
        {
            // Both say nothing about the ticket.
        }
    }

    [Fact]
    public async Task D34_only_at_its_own_address_stands_a_stub_that_depends_on_nothing()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.OpenCritical();
        var other = await desk.Open("A long report", SafetyWorld.Critical + string.Concat(Enumerable.Repeat(" and then it stops.", 60_000)), "lee@example.org", "Lee");
        foreach (var who in SafetyWorld.Outsiders)
        {
            using var browser = await desk.As(who);
            var stub = await browser.Page($"/tickets/{number}");
            stub.ShouldContain("Handled by Safety", customMessage: who);
            stub.ShouldNotContain("Please read this", customMessage: who);
            // A finding and a failed screening look alike.
            Comparable(await browser.Page($"/tickets/{other}"), other).ShouldBe(Comparable(stub, number), who);
            (await browser.Page("/tickets?view=all")).ShouldNotContain(number, customMessage: who);
            (await browser.Get("/tickets?view=restricted")).StatusCode.ShouldBe(HttpStatusCode.NotFound, who);
        }
    }

    [Fact]
    public async Task D34_counts_say_nothing_about_what_is_hidden()
    {
        await using var desk = await Desk.Start(running: false);
        await desk.Open("Too quiet", SafetyWorld.Harmless);
        var view = InboxView.All.Single(v => v.Key == "all");
        var before = await Counts(desk, "Elena Marsh", view);
        await desk.OpenCritical();
        (await Counts(desk, "Elena Marsh", view)).ShouldBe(before);
        (await Counts(desk, SafetyWorld.Insider, view))["all"].ShouldBe(2);
        (await Counts(desk, SafetyWorld.Insider, view))["restricted"].ShouldBe(1);
    }

    [Fact]
    public async Task D16_a_restricted_ticket_is_offered_to_insiders_only()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.OpenCritical();
        var choice = await desk.Send(SafetyWorld.Insider, new WhoCanTake.Query(number));
        choice.People.Select(p => p.Name).Order(StringComparer.Ordinal).ShouldBe(["Ines Carvalho", "Marcus Ode"]);

        var elena = (await desk.Viewer("Elena Marsh")).PersonId!.Value;
        (await Should.ThrowAsync<Refused>(() => desk.Send(SafetyWorld.Insider, new Assign.Command(number, elena, choice.Version)))).Message.ShouldContain("may not meet");
    }

    private static async Task<IReadOnlyDictionary<string, int>> Counts(Desk desk, string who, InboxView view) =>
        (await desk.Send(who, new ListTickets.Query(view, null, null))).Counts;

    /// <summary>The page without its number and without what differs at each request.</summary>
    private static string Comparable(string page, string number)
    {
        var plain = page.Replace(number, "NUMBER", StringComparison.Ordinal);
        plain = System.Text.RegularExpressions.Regex.Replace(plain, "data-now=\"[^\"]*\"", "", System.Text.RegularExpressions.RegexOptions.NonBacktracking);
        return System.Text.RegularExpressions.Regex.Replace(plain, "value=\"CfDJ8[^\"]*\"", "value=\"\"", System.Text.RegularExpressions.RegexOptions.NonBacktracking);
    }
}
