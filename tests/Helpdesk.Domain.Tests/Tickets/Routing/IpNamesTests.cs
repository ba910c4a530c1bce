using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Tickets;

/// <summary>D12: the names a text about intellectual property may speak of.</summary>
public class IpNamesTests
{
    [Theory]
    [InlineData("Attribution missing", "Your story uses Captain Marigold without naming us.", "captain marigold")]
    [InlineData("Captain Marigold", "The credit is wrong.", "captain marigold")]
    [InlineData("Wrong owner", "The character \"tiny tim the fox\" belongs to somebody else entirely.", "tiny tim the fox")]
    [InlineData("Question", "We are told that Zebulon is owned by another publisher.", "zebulon")]
    [InlineData("Question", "The Fox of Arden is ours and always has been so.", "fox of arden")]
    public void D12_a_name_is_found(string subject, string body, string name) => Names(subject, body).ShouldContain(name);

    [Theory]
    [InlineData("Hello there", "Please look at this story. Thanks for all of your help.")]
    [InlineData("Attribution", "Dear Support Team,\nthis is about a story on our Alexa since Monday.\nKind regards,\nAda Brook")]
    [InlineData("Question", "My name is Ada Brook and I am asking for the second time.")]
    [InlineData("", "")]
    public void D12_greetings_signatures_the_writer_and_ordinary_words_are_none(string subject, string body) => Names(subject, body).ShouldBeEmpty();

    [Fact]
    public void A_text_that_is_all_names_is_cut_short_and_takes_no_time()
    {
        var names = Names("", string.Concat(Enumerable.Range(0, 20_000).Select(i => $"and then Prince Number{i} came by here. ")));
        names.Count.ShouldBe(12);
    }

    private static IReadOnlyList<string> Names(string subject, string body) => IpNames.In(subject, body, IpNamesPolicy.Shipped, "Ada Brook");
}
