using System.Buffers;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Domain.Safety;

/// <summary>
/// Does: judges one customer-written text before anybody sees it (D8): takes off the disguise, looks for everything the
/// lexicon knows, hears what the learned model knows besides, and says what was found, where, how bad, whether it must be
/// reported (D10) and whether the danger may live in the same house (D35a). Pure: the same text and lexicon give the same
/// verdict, in time linear in the text.
/// Does not: read contents of attachments, decide what starts (D9), lower anything, or know what was screened before: the
/// fingerprint of a finding is the same when its sentence is quoted again, and the caller compares (D8).
/// </summary>
public static class Screening
{
    private const int MostFindings = 200;

    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz'");

    /// <summary>Learns now what the first text would else wait for: seconds of work, once in a process.</summary>
    /// <remarks>On threads of its own: borrowed ones would be missing where a node's other work waits for one.</remarks>
    public static void Prepare()
    {
        var classifier = Task.Factory.StartNew(static () => Model.Shipped, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _ = IncidentModel.Shipped;
        classifier.Wait();
    }

    /// <returns>What was found, the worst first; <see cref="Verdict.Findings"/> is empty when there is nothing.</returns>
    public static Verdict Screen(ScreenedText text, Lexicon lexicon) => Screen(text, lexicon, out _);

    /// <param name="work">Elementary steps taken: what the time is proportional to, for the proof that it is linear.</param>
    public static Verdict Screen(ScreenedText text, Lexicon lexicon, out long work)
    {
        string[] fields = [text.Subject, text.Body, .. text.AttachmentNames ?? []];
        var (words, unmasked) = lexicon.Read(fields);
        var matcher = new PatternMatcher(lexicon.Patterns, words);
        var matches = matcher.Find();
        var traits = IncidentTraits.Of(words, unmasked, matches, lexicon);
        var (suspicions, ofMatches) = IncidentModel.Shipped.Read(words, traits, matches);
        work = matcher.Steps + words.Count + traits.Count;

        var findings = new FindingList(fields, words, matcher, lexicon);
        var heard = Judgement.Of(
            matches, suspicions, ofMatches, lexicon, s => IncidentModel.Shipped.Narrow(s, words, traits), m => IsDisguised(m, words, unmasked),
            () => Model.Shipped.LikelihoodOfSafety(text.Subject, text.Body));
        foreach (var (match, rule) in heard.Take(MostFindings))
            findings.Add(match, rule);
        return new(findings.All, $"{lexicon.Version}+{IncidentModel.Shipped.Version}");
    }

    /// <summary>No word of any language of the lexicon holds a letter three times on end.</summary>
    private static bool Drawls(ReadOnlySpan<char> letters)
    {
        for (var i = 2; i < letters.Length; i++)
        {
            if (letters[i] == letters[i - 1] && letters[i] == letters[i - 2])
                return true;
        }

        return false;
    }

    private static bool IsDisguised(Match match, List<WordRead> words, UnmaskedText[] fields)
    {
        for (var i = match.From; i < match.To; i++)
        {
            var letters = fields[words[i].Field].Letters[words[i].From..words[i].To];
            if (letters.ContainsAnyInRange('a', 'z') && (letters.ContainsAnyExcept(Plain) || Drawls(letters)))
                return true;
        }

        return false;
    }
}
