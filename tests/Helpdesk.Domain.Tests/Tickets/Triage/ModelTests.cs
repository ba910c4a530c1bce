using System.Diagnostics;
using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Tickets;

public class ModelTests
{
    private const string Mail =
        "<p>Hello,</p><p>I was charged twice for June &amp; want my money back.</p><p>--<br>Ann</p>On Monday, Support wrote:\n> Reset your password here";

    [Fact]
    public void D5_equal_corpora_give_equal_models()
    {
        var corpus = new Corpus([.. Corpus.ReadShipped().Examples.Where((_, i) => i % 8 == 0)]);
        var (first, second) = (Model.Train(corpus), Model.Train(corpus));
        first.Version.ShouldBe(second.Version);
        first.Classify("Money", Mail).Suggestions.ShouldBe(second.Classify("Money", Mail).Suggestions);
        Model.Train(new Corpus([.. corpus.Examples.Skip(1)])).Version.ShouldNotBe(first.Version);
    }

    [Fact]
    public void D5_evidence_is_words_of_the_text_as_given()
    {
        var answer = Model.Shipped.Classify("Re: charged twice", Mail);
        answer.Top.Slug.ShouldBe("refund_request");
        answer.Evidence.ShouldNotBeEmpty();
        foreach (var words in answer.Evidence)
        {
            var field = words.Field == TextField.Subject ? "Re: charged twice" : Mail;
            field[words.Start..words.End].ShouldBe(words.Text);
            words.For.ShouldBe("refund_request");
            words.Text.ShouldNotContain("password");
        }
    }

    [Fact]
    public void D5_three_suggestions_best_first()
    {
        var answer = Model.Shipped.Classify("", "I forgot my password");
        answer.Suggestions.Count.ShouldBe(3);
        answer.Top.Slug.ShouldBe("password_reset");
        answer.Suggestions[0].Subcategory.ShouldBe(answer.Top);
        answer.Suggestions[0].Confidence.ShouldBe(answer.Confidence);
        answer.Suggestions.Sum(s => s.Confidence).ShouldBeInRange(0, 1.0001);
    }

    [Fact]
    public void D6_a_text_about_nothing_stays_below_the_threshold() =>
        Model.Shipped.Classify("hello", "hi there").Confidence.ShouldBeLessThan(RoutingPolicy.Shipped.Threshold);

    [Fact]
    public void D5_a_model_fits_into_50_megabytes() => Model.Shipped.Size.ShouldBeLessThan(50_000_000);

    [Theory]
    [InlineData("the story is ")]
    [InlineData("<b<b<b&&&")]
    [InlineData("> On Monday, Ann wrote:\n")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("\n")]
    public void D8_a_megabyte_is_read_in_time_linear_to_its_length(string part)
    {
        Model.Shipped.Classify("", Repeat(part, 100_000));
        var small = Shortest(Repeat(part, 125_000));
        var large = Shortest(Repeat(part, 1_000_000));
        large.ShouldBeLessThan(TimeSpan.FromSeconds(2) + (small * 40));
    }

    private static string Repeat(string part, int length) => string.Concat(Enumerable.Repeat(part, (length / part.Length) + 1));

    private static TimeSpan Shortest(string body)
    {
        var shortest = TimeSpan.MaxValue;
        for (var i = 0; i < 2; i++)
        {
            var clock = Stopwatch.StartNew();
            Model.Shipped.Classify("", body);
            if (clock.Elapsed < shortest) shortest = clock.Elapsed;
        }

        return shortest;
    }
}
