using System.Text.Json;
using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Tickets;

public class AccountFactsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("""{"email":"a@b.example"}""", 0)]
    [InlineData("""{"email":"a b@c"}""", 1)]
    [InlineData("""{"email":null,"name":null,"under13":null}""", 0)]
    [InlineData("""{"plan":null}""", 1)]
    [InlineData("""{"plan":"Alexa+ Starter","zone":"Europe/Lisbon","locale":"pt-PT"}""", 0)]
    [InlineData("""{"stripeCustomerId":"cus_1a","emailConfirmed":true,"under13":false,"consent":"given"}""", 0)]
    [InlineData("""{"stripeCustomerId":"sub_1","emailConfirmed":"yes","under13":0,"consent":"maybe"}""", 4)]
    [InlineData("""{"suspended":false,"platforms":["alexa","web_sdk"],"quotas":{"stories":{"used":3,"limit":10}}}""", 0)]
    [InlineData("""{"suspended":true,"platforms":["fax"],"quotas":{"stories":-1}}""", 3)]
    [InlineData("""{"apiKeys":[{"prefix":"st_live_9","state":"active"}]}""", 0)]
    [InlineData("""{"apiKeys":[{"prefix":"st_live_9f8e7d6c5b4a3210","state":"active"}]}""", 1)]
    [InlineData("""{"name":{"value":"Ada","at":"yesterday"}}""", 1)]
    [InlineData("""{"height":180,"weight":70}""", 2)]
    public void Every_problem_is_told(string body, int count)
    {
        using var document = JsonDocument.Parse(body);
        AccountFacts.Read(document.RootElement, "test", Now, out var problems);
        problems.Count.ShouldBe(count, string.Join(' ', problems));
    }

    [Fact]
    public void The_newer_fact_stays_whichever_comes_last()
    {
        var (older, newer) = (Read("""{"at":"2026-11-01T00:00:00Z","plan":"free","name":"A"}"""), Read("""{"at":"2026-11-02T00:00:00Z","plan":"family"}"""));
        foreach (var joined in new[] { AccountFacts.Join(older, newer), AccountFacts.Join(newer, older) })
        {
            joined["plan"].Text.ShouldBe("family");
            joined["name"].Text.ShouldBe("A");
        }
    }

    [Fact]
    public void What_a_fact_does_not_say_comes_from_the_object_and_then_from_the_sender()
    {
        var facts = Read("""{"source":"crm","name":"A","zone":{"value":"UTC","source":"app"}}""");
        (facts["name"].Source, facts["zone"].Source, facts["zone"].At).ShouldBe(("crm", "app", Now));
    }

    private static IReadOnlyDictionary<string, AccountFact> Read(string body)
    {
        using var document = JsonDocument.Parse(body);
        return AccountFacts.Read(document.RootElement, "test", Now, out _);
    }
}
