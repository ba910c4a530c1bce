using System.Globalization;
using Helpdesk.Platform.Stripe;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Stripe;

/// <summary>Encoding, keys, errors and retries as the vendor's SDK has them (contracts, Calling Stripe).</summary>
public class StripeClientTests
{
    private const string Refund = """{"id":"re_1","object":"refund","amount":1000,"currency":"usd","charge":{"id":"ch_1","object":"charge"},"status":"succeeded","created":1700000000,"metadata":{},"a_new_field":{"x":1}}""";
    private static readonly KeyValuePair<string, string>[] Intent = [new("helpdesk_refund", "r&1=[x]")];

    [Fact]
    public void Parameters_are_form_encoded_whatever_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
        try
        {
            var form = new StripeForm().Add("amount", 1234567L).Add("on", true).Add("off", (bool?)null).Add("at", DateTimeOffset.UnixEpoch.AddSeconds(5))
                .Add("metadata", [KeyValuePair.Create("a b", "ü&")]).Add("expand", ["data.payments"]).Add("items", [new StripeForm().Add("id", "si_1").Add("price[x]", "p")]).Add("unset", "");
            form.ToString().ShouldBe("amount=1234567&on=true&at=5&metadata[a%20b]=%C3%BC%26&expand[0]=data.payments&items[0][id]=si_1&items[0][price][x]=p&unset=");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task A_refund_names_charge_amount_and_key_and_keeps_the_request_id()
    {
        var calls = new StripeCalls().Then(200, Refund, ("Request-Id", "req_1"), ("Idempotent-Replayed", "true"));
        var answer = await calls.Client.CreateRefund("ch_1", 1000, Intent, "key-1", CancellationToken.None);
        (answer.RequestId, answer.Replayed, answer.Value.Id, answer.Value.Charge!.Value.Id).ShouldBe(("req_1", true, "re_1", "ch_1"));
        var sent = calls.Sent.ShouldHaveSingleItem();
        (sent.Key, sent.Version, sent.Authorization).ShouldBe(("key-1", StripeHttp.Version, "Bearer sk_test_1"));
        sent.Body.ShouldBe("charge=ch_1&amount=1000&reason=requested_by_customer&metadata[helpdesk_refund]=r%261%3D%5Bx%5D");
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => calls.Client.CreateRefund("ch_1", 0, Intent, "key-2", CancellationToken.None));
    }

    [Theory]
    [InlineData(500, null, 3)]
    [InlineData(409, null, 3)]
    [InlineData(429, null, 1)]
    [InlineData(429, "true", 3)]
    [InlineData(500, "false", 1)]
    [InlineData(402, null, 1)]
    public async Task It_retries_as_the_vendors_sdk_does(int status, string? should, int attempts)
    {
        var calls = new StripeCalls().Then(status, """{"error":{"type":"api_error"}}""", should is null ? [] : [("Stripe-Should-Retry", should)]);
        await Should.ThrowAsync<StripeProblem>(() => calls.Client.Charge("ch_1", CancellationToken.None));
        calls.Sent.Count.ShouldBe(attempts);
    }

    [Fact]
    public async Task A_lost_answer_is_asked_for_again_with_the_same_key()
    {
        var calls = new StripeCalls().ThenNothing().Then(200, """{"id":"bps_1","url":"http://portal.test"}""");
        (await calls.Client.Portal("cus_1", "http://help.test", "key-9", CancellationToken.None)).Url.ShouldBe("http://portal.test");
        calls.Sent.Select(s => s.Key).ShouldBe(["key-9", "key-9"]);
    }

    [Fact]
    public async Task D43_a_refund_is_one_attempt_because_the_caller_keeps_each_outcome()
    {
        var calls = new StripeCalls().ThenNothing();
        await Should.ThrowAsync<StripeUnknown>(() => calls.Client.CreateRefund("ch_1", 1, Intent, "key", CancellationToken.None));
        calls.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_403_names_the_missing_right_and_no_message_is_repeated()
    {
        const string said = """{"error":{"type":"invalid_request_error","message":"The key 'rk_live_SECRET' lacks it. Having the 'rak_charge_write' permission would allow this."}}""";
        var problem = await Should.ThrowAsync<StripeKeyRefused>(() => new StripeCalls().Then(403, said).Client.CreateRefund("ch_1", 1, Intent, "key", CancellationToken.None));
        problem.Missing.ShouldBe("Charges and Refunds: Write (rak_charge_write)");
        problem.Message.ShouldNotContain("SECRET");
        (await Should.ThrowAsync<StripeKeyRefused>(() => new StripeCalls().Then(401, "{}").Client.Charge("ch_1", CancellationToken.None))).Missing.ShouldBeNull();
        var disputes = await Should.ThrowAsync<StripeKeyRefused>(() => new StripeCalls().Then(403, "<html>").Client.Disputes("ch_1", CancellationToken.None));
        disputes.Message.ShouldBe("The key of Stripe lacks a right: Disputes: Read.");
    }

    [Theory]
    [InlineData(400, """{"error":{"type":"invalid_request_error","code":"charge_already_refunded","message":"x"}}""", "charge_already_refunded")]
    [InlineData(404, """{"error":{"type":"invalid_request_error","code":"resource_missing"}}""", "resource_missing")]
    [InlineData(400, """{"error":{"type":"idempotency_error"}}""", null)]
    [InlineData(402, "not json", null)]
    public async Task A_refusal_has_its_code_and_words_of_our_own(int status, string body, string? code)
    {
        var problem = await Should.ThrowAsync<StripeRefusal>(() => new StripeCalls().Then(status, body, ("Request-Id", "req_7")).Client.Charge("ch_1", CancellationToken.None));
        (problem.Status, problem.Code, problem.RequestId).ShouldBe((status, code, "req_7"));
        problem.Message.ShouldEndWith(".");
    }

    [Fact]
    public async Task All_refunds_of_a_charge_are_read_page_by_page()
    {
        var calls = new StripeCalls().Then(200, $$"""{"data":[{{Refund}}],"has_more":true}""").Then(200, $$"""{"data":[{{Refund.Replace("re_1", "re_2", StringComparison.Ordinal)}}],"has_more":false}""");
        (await calls.Client.Refunds("ch_1", CancellationToken.None)).Select(r => r.Id).ShouldBe(["re_1", "re_2"]);
        calls.Sent.Last().Query.ShouldBe("charge=ch_1&limit=100&starting_after=re_1");
    }

    [Fact]
    public void The_operations_manual_lists_exactly_the_rights_that_a_key_needs()
    {
        var manual = File.ReadAllText(Path.Combine(Architecture.SourceTree.Root, "../docs/operations.md"));
        var billing = manual[manual.IndexOf("## Billing", StringComparison.Ordinal)..manual.IndexOf("## Ports", StringComparison.Ordinal)];
        billing.Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..]).ShouldBe(StripeRights.All, ignoreOrder: true);
    }
}
