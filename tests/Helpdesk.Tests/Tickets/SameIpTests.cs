using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Tickets;

public class SameIpTests
{
    private const string Text = "Your story generator made a story with our character Captain Marigold and gives no credit or attribution to the owner of the copyright.";

    [Fact]
    public async Task D12_the_third_ticket_in_90_days_on_the_same_character_asks_for_legal_review()
    {
        await using var desk = await Desk.Start(running: false);
        var first = await desk.Open("Missing attribution", Text, "lea@example.org", "Lea Berg");
        desk.Clock.Advance(TimeSpan.FromDays(80));
        var second = await desk.Open("Attribution missing again", Text, "kim@example.org", "Kim Lee");
        var other = await desk.Open("Missing attribution", Text.Replace("Captain Marigold", "Zebulon the Grey", StringComparison.Ordinal), "max@example.org", "Max Roth");
        var third = await desk.Open("Missing attribution", Text.Replace("Captain Marigold", "captain Marigold, that is CAPTAIN MARIGOLD", StringComparison.Ordinal) + " It is Captain Marigold.", "jo@example.org", "Jo Park");
        foreach (var number in new[] { first, second, other }) (await Flag(desk, number)).ShouldBe((false, "ip_attribution"), number);
        (await Flag(desk, third)).ShouldBe((true, "ip_attribution"));
        (await desk.Scalar<string[]>("select signals from ticket where number = $1", third)).ShouldContain("repeated_ip_dispute");

        desk.Clock.Advance(TimeSpan.FromDays(91));
        (await Flag(desk, await desk.Open("Missing attribution", Text, "ro@example.org", "Ro Diaz"))).ShouldBe((false, "ip_attribution"), "what is older does not count");
    }

    [Fact]
    public async Task D12_one_writer_or_another_topic_is_no_dispute()
    {
        await using var desk = await Desk.Start(running: false);
        foreach (var i in Enumerable.Range(0, 4))
        {
            var number = await desk.Open("Missing attribution", "I am Lea Berg and your story gives no credit or attribution to the owner of the copyright.", "lea@example.org", "Lea Berg");
            (await desk.Scalar<bool>("select legal_review from ticket where number = $1", number)).ShouldBeFalse(i.ToString());
        }
    }

    private static async Task<(bool, string)> Flag(Desk desk, string number)
    {
        var row = (await desk.Query("select legal_review, category from ticket where number = $1", number))[0];
        return ((bool)row[0]!, (string)row[1]!);
    }
}
