using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Tickets;

public class ThinnestPathTests
{
    [Fact]
    public async Task D5_D12_D23_a_message_becomes_a_classified_routed_and_timed_ticket_that_can_be_answered()
    {
        await using var desk = await Desk.Start();
        var number = await desk.Open("I want a refund", "Please cancel my plan and refund what I paid last week, we do not use it any more.");

        var row = (await desk.Query("select category, subcategory, team, level, state, due_policy, restricted from ticket where number = $1", number))[0];
        row[0].ShouldBe("billing");
        row[1].ShouldBe("refund_request");
        row[2].ShouldBe("customer_service");
        row[5].ShouldBe("plan:free");
        row[6].ShouldBe(false);

        await desk.Send("Elena Marsh", new Claim.Command(number));
        var version = await desk.Scalar<int>("select version from ticket where number = $1", number);
        await desk.Send("Elena Marsh", new Reply.Command(number, Guid.CreateVersion7(), version, "Hi Ada, it is on its way.", TicketState.Pending, null, null));
        desk.Clock.Advance(TimeSpan.FromSeconds(11));
        await Desk.Until(async () => await desk.Scalar<string>("select state from ticket where number = $1", number) == "pending", "the reply left and the ticket waits");
        await Desk.Until(() => Task.FromResult(desk.Mail.All.Count == 2), "receipt and reply were sent");
        desk.Mail.All.Last().Subject.ShouldBe($"Re: [#{number}] I want a refund");
        (await desk.Scalar<string>("select c.state from clock c join ticket t on t.id = c.ticket_id where t.number = $1 and c.target = 'first_response'", number)).ShouldBe("met");
    }
}
