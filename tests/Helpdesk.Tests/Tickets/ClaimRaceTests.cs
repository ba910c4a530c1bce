using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Tests.Safety;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Tickets;

/// <summary>D16: a claim is compare-and-set.</summary>
public class ClaimRaceTests
{
    private const int Tickets = 50, Rounds = 20;

    [Fact]
    public async Task D16_of_two_who_claim_one_ticket_at_once_exactly_one_wins_a_thousand_times()
    {
        await using var desk = await Desk.Start(running: false);
        var (elena, ruth) = (await desk.Viewer("Elena Marsh"), await desk.Viewer("Ruth Delgado"));
        var wins = new int[2];
        for (var i = 0; i < Tickets; i++)
        {
            var number = await desk.Open("Too quiet", SafetyWorld.Harmless);
            for (var round = 0; round < Rounds; round++)
            {
                var won = await Task.WhenAll(Claims(desk, elena, number), Claims(desk, ruth, number));
                won.Count(w => w).ShouldBe(1);
                wins[won[0] ? 0 : 1]++;
                var winner = won[0] ? elena : ruth;
                (await desk.Scalar<Guid>("select assignee_id from ticket where number = $1", number)).ShouldBe(winner.PersonId!.Value);
                await desk.Send(winner, new Assign.Command(number, null, await desk.VersionOf(number)));
            }
        }

        (wins[0] + wins[1]).ShouldBe(Tickets * Rounds);
        (await desk.Scalar<long>("select count(*) from ticket_event where type = 'assigned' and data->>'reason' = 'claimed'")).ShouldBe(Tickets * Rounds);
        TestContext.Current.TestOutputHelper?.WriteLine($"{wins[0]} to {wins[1]}");
    }

    private static async Task<bool> Claims(Desk desk, Domain.Access.Viewer who, string number)
    {
        try
        {
            await desk.Send(who, new Claim.Command(number));
            return true;
        }
        catch (Refused)
        {
            return false;
        }
    }
}
