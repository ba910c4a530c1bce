using System.Diagnostics;
using System.Text;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Benchmarks;

/// <summary>Texts a second that one core classifies and screens: the shipped corpus, over and over.</summary>
internal static class TextBench
{
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(10);

    public static Task Run(string[] args)
    {
        var texts = Corpus.ReadShipped().Examples.Select(e => (e.Subject, e.Body)).ToList();
        var median = texts.Select(t => Encoding.UTF8.GetByteCount(t.Subject + t.Body)).Order().ElementAt(texts.Count / 2);
        var note = $"one core, {texts.Count} texts, median {median} bytes";
        Figure.Print("text_classify", Rate(texts, t => Model.Shipped.Classify(t.Subject, t.Body, Channel.Email)), "texts/s", null, note);
        Figure.Print("text_screen", Rate(texts, t => Screening.Screen(new ScreenedText(t.Subject, t.Body), Lexicon.Shipped)), "texts/s", null, note);
        Figure.Print("text_both", Rate(texts, t =>
        {
            Screening.Screen(new ScreenedText(t.Subject, t.Body), Lexicon.Shipped);
            return Model.Shipped.Classify(t.Subject, t.Body, Channel.Email);
        }), "texts/s", null, note);
        return Task.CompletedTask;
    }

    private static double Rate(List<(string Subject, string Body)> texts, Func<(string Subject, string Body), object> judge)
    {
        foreach (var text in texts) judge(text);
        var watch = Stopwatch.StartNew();
        var done = 0;
        while (watch.Elapsed < Measured)
        {
            foreach (var text in texts) judge(text);
            done += texts.Count;
        }

        return done / watch.Elapsed.TotalSeconds;
    }
}
