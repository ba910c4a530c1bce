using System.Diagnostics;
using System.Globalization;
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
        var began = Environment.CpuUsage.TotalTime;
        Screening.Prepare();
        Figure.Print("text_training", (Environment.CpuUsage.TotalTime - began).TotalSeconds, "s of a core", null, "both models, from the shipped corpus");
        var texts = Corpus.ReadShipped().Examples.Select(e => (e.Subject, e.Body)).ToList();
        var median = texts.Select(t => Encoding.UTF8.GetByteCount(t.Subject + t.Body)).Order().ElementAt(texts.Count / 2);
        var note = $"one core, {texts.Count} texts, median {median} bytes";
        Print("text_classify", Rate(texts, t => Model.Shipped.Classify(t.Subject, t.Body, Channel.Email)), note);
        Print("text_screen", Rate(texts, t => Screening.Screen(new ScreenedText(t.Subject, t.Body), Lexicon.Shipped)), note);
        Print("text_both", Rate(texts, t =>
        {
            Screening.Screen(new ScreenedText(t.Subject, t.Body), Lexicon.Shipped);
            return Model.Shipped.Classify(t.Subject, t.Body, Channel.Email);
        }), note);
        return Task.CompletedTask;
    }

    private static void Print(string name, (double Second, double CpuSecond) rate, string note) =>
        Figure.Print(name, rate.Second, "texts/s", null, string.Create(CultureInfo.InvariantCulture, $"{note}; {rate.CpuSecond:0} for each second that the process had of a core"));

    private static (double Second, double CpuSecond) Rate(List<(string Subject, string Body)> texts, Func<(string Subject, string Body), object> judge)
    {
        foreach (var text in texts) judge(text);
        var watch = Stopwatch.StartNew();
        var began = Environment.CpuUsage.TotalTime;
        var done = 0;
        while (watch.Elapsed < Measured)
        {
            foreach (var text in texts) judge(text);
            done += texts.Count;
        }

        var used = (Environment.CpuUsage.TotalTime - began).TotalSeconds;
        return (done / watch.Elapsed.TotalSeconds, done / used);
    }
}
