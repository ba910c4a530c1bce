using System.Buffers.Binary;
using System.Security.Cryptography;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Domain.Safety;

/// <summary>Turns matches into findings: one for each thing said, not one for each rule that heard it.</summary>
internal sealed class FindingList(string[] fields, List<WordRead> words, PatternMatcher matcher, Lexicon lexicon)
{
    private const int HouseholdWords = 30;
    private const int FingerprintWords = 40;
    private const int Body = 1;

    private readonly List<Finding> _findings = [];
    private readonly List<Match> _matches = [];

    public IReadOnlyList<Finding> All => _findings;

    /// <summary>Matches come worst first; a lesser one of the same kind over the same words adds its flags to the worse.</summary>
    public void Add(Match match, LexiconRule rule)
    {
        var household = MayConcernHousehold(match, rule);
        for (var i = 0; i < _matches.Count; i++)
        {
            if (_findings[i].Kind != rule.Kind || match.From >= _matches[i].To || _matches[i].From >= match.To)
                continue;
            _findings[i] = _findings[i] with
            {
                MayConcernHousehold = _findings[i].MayConcernHousehold || household,
                ReportTrigger = _findings[i].ReportTrigger || rule.ReportTrigger,
            };
            return;
        }

        // A sentence that runs from the subject into the body is shown where it ends.
        var field = words[match.To - 1].Field;
        var first = match.From;
        while (words[first].Field != field)
            first++;
        int start = words[first].Start, end = words[match.To - 1].End;
        var attachment = field > Body ? field - Body - 1 : (int?)null;
        _matches.Add(match);
        _findings.Add(new(
            rule.Kind, rule.Severity, field == 0 ? TextField.Subject : TextField.Body,
            attachment is null ? start : 0, attachment is null ? end : 0, fields[field][start..end], rule.Id, household, rule.ReportTrigger)
        {
            Label = rule.Label,
            Attachment = attachment,
            Fingerprint = Fingerprint(match, rule.Kind),
        });
    }

    // D35a: silence is the default, so anybody of the house named near a crisis or a disclosure counts.
    private bool MayConcernHousehold(Match match, LexiconRule rule) =>
        rule.Household || (rule.Kind is SafetyKind.Crisis or SafetyKind.MandatoryReporting
            && matcher.Says(lexicon.HouseholdClass, match.From - HouseholdWords, match.To + HouseholdWords));

    /// <summary>The sentence in unmasked words: quoting and wrapping it again do not change it (D8).</summary>
    private string Fingerprint(Match match, SafetyKind kind)
    {
        int from = match.From, to = match.To;
        while (from > 0 && match.From - from < FingerprintWords && words[from - 1].Sentence == words[match.From].Sentence)
            from--;
        while (to < words.Count && to - match.To < FingerprintWords && words[to].Sentence == words[match.To - 1].Sentence)
            to++;
        var bytes = new byte[(to - from + 1) * sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)kind);
        for (var i = from; i < to; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan((i - from + 1) * sizeof(uint)), words[i].Letters);
        return Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));
    }
}
