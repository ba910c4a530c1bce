using Helpdesk.Domain.Safety;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Safety;

public class NearMissTests
{
    [Theory]
    [InlineData("three seats is right, please refund the fourth one")]
    [InlineData("where is the seting for the school year")]
    [InlineData("it spins and spins, regards, Carle Baron")]
    [InlineData("the Norse god lost an eye owing to a wager")]
    [InlineData("a violation of the rights of the author")]
    [InlineData("mit besten Gruessen, Jolanda, groep 4")]
    public void D8_a_word_as_near_to_an_ordinary_one_is_the_ordinary_one(string body) =>
        Screening.Screen(new("", body), Lexicon.Shipped).Findings.ShouldBeEmpty();

    [Theory]
    [InlineData("she talks about suicdie")]
    [InlineData("my dad abuzes me")]
    [InlineData("i wnat to die")]
    [InlineData("she was molestd by her uncle")]
    public void D8_a_slip_in_a_word_of_danger_hides_nothing(string body) =>
        Screening.Screen(new("", body), Lexicon.Shipped).Severity.ShouldBe(Severity.Critical);
}
