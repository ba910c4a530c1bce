using System.Text.Json;
using Helpdesk.Features.Billing;
using Helpdesk.Platform.Cli;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Cli;

public class RefundPolicyVerbTests
{
    private const string Line = """{"id":"r1","plan":"premium","interval":"month","currency":"USD","amountPaid":1999,"paidAt":"2026-06-01T00:00:00Z","periodStart":"2026-06-01T00:00:00Z","periodEnd":"2026-07-01T00:00:00Z","requestedAt":"2026-06-16T00:00:00Z","alreadyRefunded":0,"disputed":false}""";

    [Fact]
    public void D41_5_one_line_in_one_line_out_in_the_documented_order()
    {
        var (status, output) = Run(Line);
        status.ShouldBe(0);
        output.ShouldStartWith("""{"id":"r1","decision":"prorated","amount":1000,"approval":"none","proof":[{"rule":"D41.1","applies":false,"why":"the charge is not disputed"},""");
        output.ShouldEndWith("\"arithmetic\":\"1999 × 1,296,000 s unused ÷ 2,592,000 s = 999.5 → 1000 (half away from zero) = 10.00 USD\"}]}\n");
        JsonDocument.Parse(output).RootElement.GetProperty("proof").GetArrayLength().ShouldBe(5);
    }

    [Theory]
    [InlineData("\"disputed\":false", "\"disputed\":true", "\"decision\":\"denied\",\"amount\":0,\"approval\":\"executive\"")]
    [InlineData("\"month\"", "\"one_time\"", "\"decision\":\"case_by_case\",\"amount\":null,\"approval\":\"second_finance\"")]
    [InlineData("\"disputed\":false", "\"disputed\":false,\"cancel\":false", "\"decision\":\"case_by_case\",\"amount\":null,\"approval\":\"second_finance\"")]
    [InlineData("\"disputed\":false", "\"disputed\":false,\"cancel\":null", "\"decision\":\"prorated\",\"amount\":1000,\"approval\":\"none\"")]
    [InlineData("\"month\"", "\"year\"", "\"decision\":\"full\",\"amount\":1999,\"approval\":\"none\"")]
    public void D41_every_decision_has_its_word(string from, string to, string answer) =>
        Run(Line.Replace(from, to, StringComparison.Ordinal)).Output.ShouldStartWith($$"""{"id":"r1",{{answer}},"proof":[""");

    [Theory]
    [InlineData("\"month\"", "\"week\"", "\"week\" is no interval: month, year or one_time")]
    [InlineData("\"premium\"", "\"gold\"", "\"gold\" is no plan")]
    [InlineData("\"USD\"", "\"dollar\"", "\"dollar\" is no currency")]
    [InlineData("1999", "19.99", "\"amountPaid\" is not a whole number of minor units, 0 or more")]
    [InlineData("1999", "-1", "\"amountPaid\" is not a whole number of minor units, 0 or more")]
    [InlineData("\"alreadyRefunded\":0", "\"alreadyRefunded\":null", "\"alreadyRefunded\" is missing")]
    [InlineData("false", "\"no\"", "\"disputed\" is not true or false")]
    [InlineData("\"requestedAt\":\"2026-06-16T00:00:00Z\"", "\"requestedAt\":\"soon\"", "\"requestedAt\" is not a time like 2026-03-08T14:00:00Z")]
    public void A_bad_line_says_what_is_wrong(string right, string wrong, string error)
    {
        var (status, output) = Run(Line.Replace(right, wrong, StringComparison.Ordinal));
        status.ShouldBe(2);
        output.ShouldBe($$"""{"id":"r1","error":"{{error.Replace("\"", "\\\"", StringComparison.Ordinal)}}"}""" + "\n");
    }

    private static (int Status, string Output) Run(string input)
    {
        var output = new StringWriter { NewLine = "\n" };
        return (JsonLines.Run(new StringReader(input), output, RefundPolicyVerb.Answer), output.ToString());
    }
}
