using Helpdesk.Domain.Safety;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Safety;

public class ChildDataTests
{
    private static readonly ChildDataContext Plain = new(false);
    private static readonly ChildDataContext Under13 = new(true, ["sparkle_bear12"]);

    [Theory]
    [InlineData("We have reset the voice for your son Tom.", ChildDatumKind.Name, "Tom")]
    [InlineData("Your daughter, Maya Okonkwo, can sign in again.", ChildDatumKind.Name, "Maya Okonkwo")]
    [InlineData("Tom is your son, and his profile is back.", ChildDatumKind.Name, "Tom")]
    [InlineData("Noor is 8 and may use it.", ChildDatumKind.Name, "Noor")]
    [InlineData("Noor (8) may use it, your daughter is fine.", ChildDatumKind.Name, "Noor")]
    [InlineData("The child is named billie, aged 7.", ChildDatumKind.Name, "billie")]
    [InlineData("Your 8-year-old was born on 3 March 2018.", ChildDatumKind.BirthDate, "3 March 2018")]
    [InlineData("Your child's date of birth: 2018-03-04", ChildDatumKind.BirthDate, "2018-03-04")]
    [InlineData("Your son, born in 2018, is fine.", ChildDatumKind.BirthDate, "2018")]
    [InlineData("Your son goes to Oak Hill Elementary School.", ChildDatumKind.School, "Oak Hill Elementary School")]
    [InlineData("Your daughter attends Saint Mary and we know.", ChildDatumKind.School, "Saint Mary")]
    [InlineData("Your child lives at 14 Maple Street with you.", ChildDatumKind.Address, "14 Maple Street")]
    [InlineData("Uw zoon woont aan de Kerkstraat 12 toch?", ChildDatumKind.Address, "Kerkstraat 12")]
    [InlineData("Your child lives in Portland, OR 97201 now.", ChildDatumKind.Address, "Portland, OR 97201")]
    [InlineData("We mailed your son at little.bear@example.com about it.", ChildDatumKind.Address, "little.bear@example.com")]
    [InlineData("We removed tom-beach.jpg for your son.", ChildDatumKind.Photo, "tom-beach.jpg")]
    [InlineData("Your son's username is sparkle_bear12 again.", ChildDatumKind.AccountName, "sparkle_bear12")]
    [InlineData("Your son is @sparkle there.", ChildDatumKind.AccountName, "@sparkle")]
    public void D37_a_childs_data_is_found_with_span_and_reason(string message, ChildDatumKind kind, string text)
    {
        var found = ChildData.Find(message, Plain);
        var datum = found.Where(f => f.Kind == kind).ShouldHaveSingleItem($"{string.Join(';', found)}");
        datum.Text.ShouldBe(text);
        message[datum.Start..datum.End].ShouldBe(text);
        datum.Why.ShouldContain("stands in the same message");
    }

    [Theory]
    [InlineData("My son Tom cannot sign in.")]
    [InlineData("Mein Sohn Tom kommt nicht rein.")]
    [InlineData("Ma fille Chloe a un souci.")]
    [InlineData("Mi hijo Mateo no entra.")]
    [InlineData("Mijn dochter Sanne kan niet inloggen.")]
    [InlineData("MY SON TOM CANNOT SIGN IN")]
    public void D37_in_five_languages_and_in_capitals(string message) => ChildData.Find(message, Plain).ShouldNotBeEmpty();

    [Theory]
    [InlineData("Hi Ada,\n\nyour voice is back. It was too quiet since the update of 3 March 2026.\n\nBest regards,\nElena Marsh\nStorytailor support")]
    [InlineData("The story about the dragon Bruno is ready, and Bruno lives at 14 Maple Street.")]
    [InlineData("We refunded 10.00 USD. Invoice 4812 of 12 May 2026 is void.")]
    [InlineData("Please send the file error.png to us.")]
    public void D37_a_message_about_no_child_is_let_through(string message) => ChildData.Find(message, Plain).ShouldBeEmpty();

    [Theory]
    [InlineData("Your son can read the story again. Open Settings, then Profile, and choose his voice.")]
    [InlineData("Your child is 8 % done with the book.")]
    [InlineData("Thank you. Your daughter's stories are safe. We look forward to Monday.")]
    [InlineData("Hi Ada, we have restored your child's library. Best regards, Elena")]
    public void D37_general_words_about_a_child_are_no_data(string message) =>
        ChildData.Find(message, Plain with { Spared = ["Ada Brook", "Elena Marsh"] }).Select(f => f.Text).ShouldBeEmpty();

    [Fact]
    public void D37_on_an_account_under_13_no_cue_is_needed()
    {
        ChildData.Find("The account Sparkle_Bear12 is open again.", Under13).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            f => f.Kind.ShouldBe(ChildDatumKind.AccountName), f => f.Why.ShouldContain("marked as under 13"));
        ChildData.Find("It was sent to 14 Maple Street.", Under13).ShouldHaveSingleItem().Kind.ShouldBe(ChildDatumKind.Address);
        ChildData.Find("It was sent to 14 Maple Street.", Plain).ShouldBeEmpty();
    }

    [Fact]
    public void D37_a_name_once_known_is_found_wherever_it_stands()
    {
        var found = ChildData.Find("Your son Tom is back. tom's voice is set; Tomorrow he can go on, says TOM.", Plain);
        found.Select(f => f.Text).ShouldBe(["Tom", "tom", "TOM"]);
    }

    [Fact]
    public void D37_whoever_is_written_to_knows_the_own_name()
    {
        ChildData.Find("Hi Tom, your son Tom is back.", Plain with { Spared = ["Tom Brook"] }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("We have reset the voice for your son Tom.", "We have reset the voice for your son.")]
    [InlineData("Tom is 8 and may use it.", "Your child is 8 and may use it.")]
    [InlineData("Your son goes to Oak Hill Elementary School.", "Your son goes to the school.")]
    [InlineData("Your 8-year-old was born on 3 March 2018.", "Your 8-year-old was born on the date that we have.")]
    public void D37_the_redacted_sentence_can_be_sent(string message, string redacted)
    {
        ChildData.Redact(message, Plain).ShouldBe(redacted);
        ChildData.Find(redacted, Plain).ShouldBeEmpty();
    }

    [Fact]
    public void D37_whatever_is_redacted_tells_nothing_any_more()
    {
        string[] parts = ["Your son Tom", "Maya (8)", "is 8 years old", "born 3/4/2018", "attends Oak Hill School", "14 Maple Street", "Kerkstraat 12", "a@b.example", "pic.jpg", "username: abc_1", "@abc", "and", ".", "\n", "Tom's", "your daughter", "named Tom", "SW1A 1AA"];
        var chance = new Random(7);
        for (var i = 0; i < 400; i++)
        {
            var message = string.Join(' ', Enumerable.Range(0, chance.Next(1, 12)).Select(_ => parts[chance.Next(parts.Length)]));
            var redacted = ChildData.Redact(message, Plain);
            ChildData.Find(redacted, Plain).ShouldBeEmpty($"{message} → {redacted}");
        }
    }

    [Fact]
    public void D37_hostile_messages_end_in_time_and_within_bounds()
    {
        string[] hostile = [new('A', 200_000), string.Concat(Enumerable.Repeat("your son Tom ", 8_000)), string.Concat(Enumerable.Repeat("A b ", 40_000)), string.Concat(Enumerable.Repeat("1/1/2018 ", 10_000)) + "my son", string.Concat(Enumerable.Repeat("a@", 50_000)) + " my son", "\ud83d\ude00 my son \ud83d", "my son " + new string('\u200b', 1_000), string.Concat(Enumerable.Repeat("\"my son\" (8) ", 5_000))];
        foreach (var message in hostile)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            foreach (var datum in ChildData.Find(message, Under13)) message[datum.Start..datum.End].ShouldBe(datum.Text);
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        }

        ChildData.Find("", Under13).ShouldBeEmpty();
        ChildData.Redact("", Under13).ShouldBe("");
    }
}
