using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Safety;

/// <summary>D34: a later message restricts the ticket, and what outsiders hold of it is cut; a named outsider is let in for a time.</summary>
public class CutTests
{
    [Fact]
    public async Task D34_assignee_drafts_and_waiting_replies_of_outsiders_are_cut_and_recorded()
    {
        await using var desk = await Desk.Start();
        var number = await desk.Open("Too quiet", SafetyWorld.Harmless);
        await desk.Send("Elena Marsh", new Claim.Command(number));
        await desk.Send("Jonas Weber", new SaveDraft.Command(number, "note", "Seen this before", null, 1));
        await desk.Send("Elena Marsh", new Reply.Command(number, Guid.CreateVersion7(), await desk.Version(number), "Hi Ada, try the volume.", TicketState.Pending, null, null));

        await desk.CustomerWrites(number, SafetyWorld.Critical);

        var row = (await desk.Query("select restricted, assignee_id, id from ticket where number = $1", number))[0];
        row[0].ShouldBe(true);
        row[1].ShouldBeNull();
        (await desk.Scalar<long>("select count(*) from draft where ticket_id = $1", row[2]!)).ShouldBe(0);
        var cut = await desk.Scalar<string>("select data->>'cut' from ticket_event where ticket_id = $1 and type = 'restricted'", row[2]!);
        foreach (var held in new[] { "assignee", "drafts", "waiting_mail" }) cut.ShouldContain(held);

        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await Task.Delay(1_500);
        desk.Mail.All.ShouldAllBe(m => !m.Text.Contains("try the volume", StringComparison.Ordinal), "the waiting reply never left");
        (await desk.Scalar<string>("select delivery from message where ticket_id = $1 and direction = 'out'", row[2]!)).ShouldBe("undone");
        await Should.ThrowAsync<NotFound>(() => desk.Send("Elena Marsh", new Claim.Command(number)));
    }

    [Fact]
    public async Task D34_an_insider_keeps_what_they_hold()
    {
        await using var desk = await Desk.Start();
        var number = await desk.Open("Too quiet", SafetyWorld.Harmless);
        await desk.Send(SafetyWorld.Insider, new Claim.Command(number));
        await desk.Send(SafetyWorld.Insider, new SaveDraft.Command(number, "note", "To look at", null, 1));

        await desk.CustomerWrites(number, SafetyWorld.Critical);

        (await desk.Scalar<bool>("select assignee_id is not null from ticket where number = $1", number)).ShouldBeTrue();
        (await desk.Scalar<long>("select count(*) from draft")).ShouldBe(1);
    }

    [Fact]
    public async Task D34_a_named_outsider_meets_the_ticket_until_the_grant_expires()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.OpenCritical();
        var liaison = await desk.Viewer("Ruth Delgado");
        await Should.ThrowAsync<NotFound>(() => desk.Send(liaison, new WhoCanTake.Query(number)));

        await desk.Grant(number, liaison.PersonId!.Value, desk.Clock.GetUtcNow().AddHours(1));
        (await desk.Send(liaison, new ShowTicket.Query(number))).View.ShouldNotBeNull();
        (await desk.Send(liaison, new ListTickets.Query(InboxView.All.Single(v => v.Key == "all"), null, null))).Rows.ShouldHaveSingleItem().Number.ShouldBe(number);
        await desk.Send(liaison, new AddNote.Command(number, Guid.CreateVersion7(), "Called the guardian as Safety decided."));
        (await desk.Send("Elena Marsh", new ShowTicket.Query(number))).View.ShouldBeNull("a grant is to one person");

        desk.Clock.Advance(TimeSpan.FromMinutes(61));
        (await desk.Send(liaison, new ShowTicket.Query(number))).View.ShouldBeNull("it has expired");
        await Should.ThrowAsync<NotFound>(() => desk.Send(liaison, new AddNote.Command(number, Guid.CreateVersion7(), "Later")));
    }

    [Fact]
    public async Task D34_every_view_of_a_restricted_ticket_is_logged()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.OpenCritical();
        var open = await desk.Open("Too quiet", SafetyWorld.Harmless);
        using var safety = await desk.As(SafetyWorld.Insider);
        using var agent = await desk.As("Elena Marsh");
        await safety.Page($"/tickets/{number}");
        await safety.Page($"/tickets/{open}");
        await agent.Page($"/tickets/{number}");

        var rows = await desk.Query("select t.number, l.actor, l.door from access_log l join ticket t on t.id = l.ticket_id");
        rows.ShouldHaveSingleItem("an open ticket is not logged, and a stub is no view").ShouldBe([number, "person:Marcus Ode", "page"]);
    }
}
