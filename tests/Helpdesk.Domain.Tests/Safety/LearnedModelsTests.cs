using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Safety;

/// <summary>D4, D8: models read back from their bytes answer as those that were learned; damaged bytes are never believed.</summary>
public class LearnedModelsTests
{
    private static readonly (string Subject, string Body)[] Mails =
    [
        ("Refund", "I was charged twice, plase give me my mony back."), ("", "My stepfather hits me every night."),
        ("Sign in", "The passwrod mail never comes."), ("Idea", "Could the narrator pause for questions?"),
    ];

    [Fact]
    public void D4_D8_models_read_back_answer_the_same()
    {
        var before = Answers();
        var bytes = LearnedModels.Write();
        LearnedModels.TryTake(bytes).ShouldBeTrue();
        Answers().ShouldBe(before);
        LearnedModels.Write().ShouldBe(bytes, "and are written as they were");
    }

    [Fact]
    public void D8_damaged_bytes_or_those_of_another_build_are_not_taken()
    {
        var bytes = LearnedModels.Write();
        foreach (var at in new[] { 0, 40, bytes.Length / 2, bytes.Length - 1 })
        {
            var damaged = bytes.ToArray();
            damaged[at] ^= 1;
            LearnedModels.TryTake(damaged).ShouldBeFalse();
        }

        LearnedModels.TryTake(bytes[..^1]).ShouldBeFalse();
        LearnedModels.TryTake([]).ShouldBeFalse();
    }

    private static List<string> Answers() =>
    [
        .. Mails.Select(m => Model.Shipped.Classify(m.Subject, m.Body)).Select(c => $"{c.Top.Slug} {c.Confidence:R} {string.Join(',', c.Evidence)}"),
        .. Mails.Select(m => Screening.Screen(new ScreenedText(m.Subject, m.Body), Lexicon.Shipped)).Select(v => $"{v.Worst} {v.LexiconVersion} {string.Join(',', v.Findings)}"),
    ];
}
