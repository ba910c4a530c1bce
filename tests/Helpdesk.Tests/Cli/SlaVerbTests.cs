using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Cli;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Cli;

public class SlaVerbTests
{
    [Fact]
    public void D23_one_line_in_one_line_out_in_the_documented_order() =>
        Run("""{"id":"a1","plan":"Enterprise","category":"technical","subcategory":"api_error","supportTier":4,"arrivedAt":"2026-06-03T03:30:00Z"}""")
            .ShouldBe((0, """
                {"id":"a1","firstResponseDue":"2026-06-03T04:30:00Z","firstResponsePolicy":"plan:enterprise","resolutionDue":"2026-06-03T04:30:00Z","resolutionPolicy":"floor:firstResponse","escalationDue":"2026-06-03T21:00:00Z","escalationPolicy":"plan:enterprise","acknowledgmentDue":null,"acknowledgmentPolicy":null}

                """));

    [Fact]
    public void D24_pauses_are_read_and_nulls_are_absent() =>
        Run("""{"id":7,"plan":"premium","category":"account","subcategory":"login","supportTier":null,"arrivedAt":"2026-06-02T14:00:00Z","pauses":[{"from":"2026-06-02T15:00:00Z","to":"2026-06-02T17:00:00Z"}]}""")
            .Output.ShouldContain("\"resolutionDue\":\"2026-06-04T16:00:00Z\",\"resolutionPolicy\":\"plan:premium\"");

    [Fact]
    public void D19_a_due_time_within_a_second_is_written_as_its_end() =>
        Run("""{"id":7,"plan":"premium","category":"account","subcategory":"login","arrivedAt":"2026-06-02T14:00:00.25Z"}""")
            .Output.ShouldContain("\"firstResponseDue\":\"2026-06-03T02:00:01Z\"");

    [Theory]
    [InlineData("\"plan\":\"premium\"", "\"plan\":\"gold\"", "\"gold\" is no plan")]
    [InlineData("\"plan\":\"premium\",", "", "\"plan\" is missing")]
    [InlineData("\"plan\":\"premium\"", "\"plan\":\"\\ud800\"", "\"plan\" is not text: it holds half a character")]
    [InlineData("\"login\"", "\"logout\"", "\"logout\" is no subcategory")]
    [InlineData("\"account\"", "\"billing\"", "\"login\" is no subcategory of billing")]
    [InlineData("\"account\"", "\"acc\"", "\"acc\" is no category")]
    [InlineData("\"supportTier\":2", "\"supportTier\":5", "\"supportTier\" is not 1, 2, 3 or 4")]
    [InlineData("\"supportTier\":2", "\"supportTier\":\"2\"", "\"supportTier\" is not 1, 2, 3 or 4")]
    [InlineData("2026-06-02T14:00:00Z", "2026-06-02T14:00:00", "\"arrivedAt\" is not a time like 2026-03-08T14:00:00Z")]
    [InlineData("2026-06-02T14:00:00Z", "2026-02-30T14:00:00Z", "\"arrivedAt\" is not a time like 2026-03-08T14:00:00Z")]
    [InlineData("2026-06-02T14:00:00Z", "yesterday", "\"arrivedAt\" is not a time like 2026-03-08T14:00:00Z")]
    [InlineData("2026-06-02T14:00:00Z", "2026-06-02T15:30:00Z", "pause 1 begins before the ticket arrived")]
    [InlineData("2026-06-02T14:00:00Z", "9999-12-31T14:00:00Z", "pause 1 begins before the ticket arrived")]
    [InlineData("2026-06-02T17:00:00Z\"}", "2026-06-02T14:30:00Z\"}", "pause 1 ends before it begins")]
    [InlineData("2026-06-02T17:00:00Z\"}", "2026-06-02T17:00:00Z\"},{\"from\":\"2026-06-02T16:00:00Z\",\"to\":\"2026-06-02T18:00:00Z\"}", "pause 2 begins before the end of the one before it")]
    [InlineData("\"to\":\"2026-06-02T17:00:00Z\"", "\"to\":null", "\"to\" is missing")]
    [InlineData("[{", "[3,{", "a pause is not {\"from\",\"to\"}")]
    public void A_bad_line_says_what_is_wrong_and_the_next_one_is_answered(string right, string wrong, string error)
    {
        const string line = """{"id":"x","plan":"premium","category":"account","subcategory":"login","supportTier":2,"arrivedAt":"2026-06-02T14:00:00Z","pauses":[{"from":"2026-06-02T15:00:00Z","to":"2026-06-02T17:00:00Z"}]}""";
        var (status, output) = Run(line.Replace(right, wrong, StringComparison.Ordinal) + "\n" + line);
        status.ShouldBe(2);
        output.Split('\n')[0].ShouldBe($$"""{"id":"x","error":"{{error.Replace("\"", "\\\"", StringComparison.Ordinal)}}"}""");
        output.Split('\n')[1].ShouldStartWith("{\"id\":\"x\",\"firstResponseDue\":\"2026-06-03T02:00:00Z\"");
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void A_time_at_the_end_of_time_is_no_crash(string arrivedAt) =>
        Run($$"""{"id":"x","plan":"free","category":"account","subcategory":"login","arrivedAt":"{{arrivedAt}}"}""").Output.ShouldStartWith("{\"id\":\"x\",");

    private static (int Status, string Output) Run(string input)
    {
        var output = new StringWriter { NewLine = "\n" };
        return (JsonLines.Run(new StringReader(input), output, SlaVerb.Answer), output.ToString());
    }
}
