using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Safety;

/// <summary>
/// The screening over the mail that the classifier learns from, written by other hands than the lexicon. The lexicon has
/// been mended by it, so these are floors against falling back, no estimate for mail unseen: that is <see cref="FreshMailTests"/>.
/// </summary>
public class ShippedMailTests
{
    private static readonly IReadOnlyList<(Example Mail, Verdict Verdict)> Read =
        [.. Helpdesk.Domain.Tickets.Corpus.ReadShipped().Examples.Select(e => (e, Screening.Screen(new(e.Subject, e.Body), Lexicon.Shipped)))];

    [Fact]
    public void D8_ordinary_mail_is_left_alone()
    {
        var ordinary = Read.Where(r => r.Mail.Subcategory.Category != Category.Safety).ToList();
        var fired = ordinary.Where(r => r.Verdict.Severity is not null).ToList();
        (fired.Count / (double)ordinary.Count).ShouldBeLessThanOrEqualTo(0.01, List(fired));
    }

    [Fact]
    public void D9a_ordinary_mail_pages_hardly_ever()
    {
        var paged = Read.Where(r => r.Mail.Subcategory.Category != Category.Safety && r.Verdict.Severity == Severity.Critical).ToList();
        // None of the mails that the lexicon was mended by; of 690 newer ones a handful, all believed because Safety's rules are.
        paged.Count.ShouldBeLessThanOrEqualTo(Read.Count * 3 / 1000, List(paged));
    }

    /// <summary>Two floors, as reached: the mail that the lexicon was mended by, and the voice "brief", which it has never seen.</summary>
    [Theory]
    [InlineData("crisis", Severity.Medium, 0.97, 0.77)]
    [InlineData("mandatory_reporting", Severity.Medium, 0.98, 0.83)]
    [InlineData("coppa", Severity.Low, 0.95, 0.77)]
    [InlineData("privacy", Severity.Low, 0.89, 0.44)]
    [InlineData("content_moderation", Severity.Low, 0.90, 0.66)]
    public void D8_mail_about_safety_is_heard(string subcategory, Severity least, double floor, double unseen)
    {
        Heard(subcategory, least, voice => voice != "brief").ShouldBeGreaterThanOrEqualTo(floor);
        Heard(subcategory, least, voice => voice == "brief").ShouldBeGreaterThanOrEqualTo(unseen);
    }

    private static double Heard(string subcategory, Severity least, Func<string, bool> voice)
    {
        var all = Read.Where(r => string.Equals(r.Mail.Subcategory.Slug, subcategory, StringComparison.Ordinal) && voice(r.Mail.Voice)).ToList();
        return all.Count(r => r.Verdict.Severity >= least) / (double)all.Count;
    }

    private static string List(IEnumerable<(Example Mail, Verdict Verdict)> read) =>
        string.Join('\n', read.Select(r => $"{r.Verdict.Worst?.Rule} [{r.Verdict.Worst?.Text}]: {r.Mail.Subject} | {r.Mail.Body}"));
}
