using System.Text;
using System.Text.Json;
using Helpdesk.Platform;
using Helpdesk.Platform.Stripe;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Stripe;

public class StripeSignatureTests
{
    private static readonly byte[] Body = """{"id":"evt_1"}"""u8.ToArray();
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);

    [Fact]
    public void D48_any_of_the_secrets_and_any_of_the_signatures_will_do()
    {
        var header = $"t={Now.ToUnixTimeSeconds()},v1={Sign("whsec_old")},v1={Sign("whsec_new")},v0=abc";
        Verify(["whsec_new"], header).ShouldBeTrue();
        Verify(["whsec_x", "whsec_old"], header).ShouldBeTrue();
        Verify(["whsec_x"], header).ShouldBeFalse();
        Verify([], header).ShouldBeFalse();
        Verify([""], $"t={Now.ToUnixTimeSeconds()},v1={Sign("")}").ShouldBeFalse("an empty secret signs nothing");
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void Five_minutes_at_most_either_way(int off, bool good) =>
        StripeSignature.Verify([new Secret("whsec_1")], $"t={Now.ToUnixTimeSeconds()},v1={Sign("whsec_1")}", Body, Now.AddSeconds(off)).ShouldBe(good);

    [Theory]
    [InlineData("")]
    [InlineData("t=,v1=")]
    [InlineData("t=99999999999999999999,v1=aa")]
    [InlineData("t=253402300800,v1=aa")]
    [InlineData("v1=aa")]
    public void Nonsense_is_refused(string header) => Verify(["whsec_1"], header).ShouldBeFalse();

    [Fact]
    public void The_vectors_of_the_contracts_agree()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(SharedContracts.Path("samples/signatures.json")));
        var stripe = file.RootElement.GetProperty("stripe");
        var payload = File.ReadAllBytes(SharedContracts.Path("samples/" + stripe.GetProperty("payload").GetString()));
        var cases = stripe.GetProperty("cases").EnumerateArray().ToList();
        cases.Count.ShouldBeGreaterThan(10);
        foreach (var vector in cases)
        {
            var now = DateTimeOffset.FromUnixTimeSeconds(vector.GetProperty("now").GetInt64());
            StripeSignature.Verify([new Secret(vector.GetProperty("secret").GetString()!)], vector.GetProperty("header").GetString()!, payload, now)
                .ShouldBe(vector.GetProperty("valid").GetBoolean(), vector.GetProperty("name").GetString());
        }
    }

    private static bool Verify(string[] secrets, string header) => StripeSignature.Verify([.. secrets.Select(s => new Secret(s))], header, Body, Now);

    private static string Sign(string secret)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(Now.ToUnixTimeSeconds() + "."), .. Body];
        return Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
    }
}
