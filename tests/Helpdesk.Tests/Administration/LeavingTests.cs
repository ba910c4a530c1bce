using System.Net;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Administration;
using Helpdesk.Features.Tickets;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Administration;

public class LeavingTests
{
    private const string Grave = "My stepdad hits me every night and I am scared to go home. I am 9.";

    [Fact]
    public async Task D16_the_tickets_of_somebody_shut_out_go_back_to_the_queue_pending_ones_when_the_customer_answers()
    {
        await using var desk = await Desk.Start(running: false);
        var open = await Claimed(desk, "The voice is silent", "Elena Marsh");
        var waiting = await Claimed(desk, "I cannot sign in", "Elena Marsh");
        var held = await Claimed(desk, "The story is cut off", "Elena Marsh");
        var another = await Claimed(desk, "Where is my invoice", "Jonas Weber");
        await desk.Send("Elena Marsh", new ChangeState.Command(waiting, TicketState.Pending));
        await desk.Send("Elena Marsh", new ChangeState.Command(held, TicketState.OnHold, "The voice team looks.", DateOnly.FromDateTime(desk.Clock.GetUtcNow().UtcDateTime).AddDays(7)));

        await desk.Send("Sam Okoye", new SetActive.Command(await Id(desk, "Elena Marsh"), Active: false));

        foreach (var number in new[] { open, held }) (await Assignee(desk, number)).ShouldBeNull(number);
        (await Assignee(desk, waiting)).ShouldBe("Elena Marsh");
        (await Assignee(desk, another)).ShouldBe("Jonas Weber");
        (await desk.Scalar<string>("select e.data->>'reason' from ticket_event e join ticket t on t.id = e.ticket_id where t.number = $1 and e.type = 'assigned' order by e.version desc limit 1", open)).ShouldBe("left");
        (await desk.Scalar<Guid>("select e.actor_id from ticket_event e join ticket t on t.id = e.ticket_id where t.number = $1 order by e.version desc limit 1", open)).ShouldBe(await Id(desk, "Sam Okoye"));

        using var customer = desk.Nobody();
        var link = "/help/requests/" + await desk.Scalar<string>("select token from ticket where number = $1", waiting);
        (await customer.PostForm(link, ("Body", "Still no code."), ("Once", Guid.NewGuid().ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await desk.Scalar<string>("select state from ticket where number = $1", waiting)).ShouldBe("open");
        (await Assignee(desk, waiting)).ShouldBeNull();
    }

    [Fact]
    public async Task D16_D34_restricted_tickets_go_back_too_though_the_Administrator_never_meets_them()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open("Help", Grave);
        await desk.Send("Marcus Ode", new Claim.Command(number));
        await desk.Send("Sam Okoye", new SetActive.Command(await Id(desk, "Marcus Ode"), Active: false));
        (await Assignee(desk, number)).ShouldBeNull();
        (await desk.Scalar<string>("select state from ticket where number = $1", number)).ShouldBe("open");
    }

    private static async Task<string> Claimed(Desk desk, string subject, string by)
    {
        var number = await desk.Open(subject, "Nothing works since last week, please have a look at it.");
        await desk.Send(by, new Claim.Command(number));
        return number;
    }

    private static Task<Guid> Id(Desk desk, string name) => desk.Scalar<Guid>("select id from person where name = $1", name);

    private static async Task<string?> Assignee(Desk desk, string number) =>
        (string?)(await desk.Query("select p.name from ticket t left join person p on p.id = t.assignee_id where t.number = $1", number))[0][0];
}
