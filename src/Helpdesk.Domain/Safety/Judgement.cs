namespace Helpdesk.Domain.Safety;

/// <summary>
/// Where lexicon and learned model meet. A rule that shipped is believed unless the model, which has learned how far each may be
/// believed, is sure of the contrary; a rule that Safety wrote or changed is always believed, and so is one whose words came disguised. What the model hears by itself counts
/// from a likelihood on which recall and useful precision were weighed, recall first (docs/decisions/0015).
/// </summary>
internal static class Judgement
{
    private const float Disbelieved = 0.2f;
    private const float SecondOpinion = 0.5f;
    private const float Heard = -1f;
    private const float Surely = 0.98f, SurelyNot = 0.26f;

    /// <summary>A subject alone, a quoted word: under so many words the model has too little to go by.</summary>
    private const int TooShort = 4;

    /// <summary>Everything that counts, the worst first.</summary>
    /// <param name="ofMatches">Of the short sentences that hold a match: they speak for the match alone.</param>
    /// <param name="disguised">Whether a word of the match was written with signs for letters.</param>
    /// <param name="safety">How likely the mail as a whole is about safety; asked only in doubt, for it costs a second reading.</param>
    public static IEnumerable<(Match Match, LexiconRule Rule)> Of(
        List<Match> matches, List<Suspicion> suspicions, List<Suspicion> ofMatches, Lexicon lexicon, Func<Suspicion, Match> narrow, Func<Match, bool> disguised, Func<float> safety) =>
        matches.Select(m => (Match: m, Rule: lexicon.Rules[m.Rule])).Where(m => Believes(m.Rule, m.Match, suspicions) || Believes(m.Rule, m.Match, ofMatches) || disguised(m.Match))
            .Concat(Worst(suspicions, new Lazy<float>(safety)).Select(s => (narrow(s), RuleOf(s))))
            .OrderByDescending(m => m.Item2.Severity).ThenBy(m => m.Item1.Rule < 0).ThenBy(m => m.Item1.From).ThenBy(m => m.Item1.Rule);

    private static bool Believes(LexiconRule rule, Match match, List<Suspicion> suspicions)
    {
        if (!Lexicon.Shipped.Holds(rule))
            return true;
        var danger = 0f;
        foreach (var s in suspicions)
        {
            if (s.From < match.To && match.From < s.To)
                danger = Math.Max(danger, s.To - s.From < TooShort ? 1 : s.Danger);
        }

        return danger >= Disbelieved;
    }

    /// <summary>Of each kind the likeliest.</summary>
    private static IEnumerable<Suspicion> Worst(List<Suspicion> suspicions, Lazy<float> safety) =>
        suspicions.Where(s => (s.To - s.From >= TooShort || s.Danger >= Surely) && IsHeard(s.Danger, safety)).GroupBy(s => s.Kind).Select(g => g.MaxBy(s => s.Danger));

    /// <summary>What is said in passing in a mail about an invoice must be plainer; a mail about safety is believed as it reads.</summary>
    private static bool IsHeard(float danger, Lazy<float> safety) =>
        danger >= Surely || (danger > SurelyNot && LogOdds(danger) + (SecondOpinion * Math.Min(0, LogOdds(safety.Value))) >= Heard);

    private static float LogOdds(float likelihood)
    {
        const float Least = 1e-4f;
        var p = Math.Clamp(likelihood, Least, 1 - Least);
        return MathF.Log(p / (1 - p));
    }

    /// <summary>How a learned finding is named: it has no rule of the lexicon.</summary>
    private static LexiconRule RuleOf(Suspicion suspicion)
    {
        var (id, label) = suspicion.Kind switch
        {
            SafetyKind.Crisis => ("learned-crisis", "Reads like a danger to life"),
            SafetyKind.MandatoryReporting => ("learned-disclosure", "Reads like abuse, neglect or enticement of a child"),
            SafetyKind.ContentModeration => ("learned-moderation", "Reads like harassment, hate or dangerous content"),
            SafetyKind.Privacy => ("learned-privacy", "Reads like a child's data exposed or handled wrongly"),
            _ => ("learned-consent", "Reads like a matter of consent for a child"),
        };

        // D10: a disclosure opens a report draft whatever its severity; a mere question discloses nothing.
        var trigger = suspicion is { Kind: SafetyKind.MandatoryReporting, Severity: > Severity.Low };
        return new(id, label, suspicion.Kind, suspicion.Severity, "", Household: false, trigger);
    }
}
