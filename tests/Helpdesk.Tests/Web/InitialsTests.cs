using Helpdesk.Web;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Web;

public class InitialsTests
{
    [Theory]
    [InlineData("Elena Marsh", "EM")]
    [InlineData("Noor de Vries", "NV")]
    [InlineData("  tomás   echeverría ", "TE")]
    [InlineData("Élodie", "É")]
    [InlineData("(bot) Guide", "BG")]
    [InlineData("李 小龍", "李小")]
    [InlineData("—", "?")]
    [InlineData("", "?")]
    public void First_and_last_word_give_a_letter_each(string name, string letters) => Initials.Of(name).ShouldBe(letters);

    [Fact]
    public void A_name_keeps_its_hue_over_processes_and_spelling()
    {
        Initials.Hue("Jonas Weber").ShouldBe("h3");
        Initials.Hue(" jonas weber ").ShouldBe(Initials.Hue("Jonas Weber"));
    }

    [Fact]
    public void Hues_are_spread_over_all_six() =>
        Enumerable.Range(0, 300).Select(i => Initials.Hue($"Person {i}")).GroupBy(h => h).ShouldAllBe(g => g.Count() > 20);

    [Theory]
    [InlineData(0.91, "91 % sure")]
    [InlineData(0.996, "99 % sure")]
    [InlineData(1.0, "100 % sure")]
    [InlineData(-0.2, "0 % sure")]
    [InlineData(0.29, "29 % sure")]
    public void Confidence_is_never_rounded_up(double value, string words) => ConfTagHelper.Words(value).ShouldBe(words);
}
