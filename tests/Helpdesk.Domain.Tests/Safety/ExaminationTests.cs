using System.Reflection;
using System.Text.Json;
using Helpdesk.Domain.Safety;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Safety;

/// <summary>
/// Five hundred mails by an examiner who saw neither lexicon nor corpus, learned from by nothing. The floors lie a little under what
/// is measured. The aim is 98 % of the incidents, every plain critical one, and 3 % of the look-alikes; this is how far it is.
/// </summary>
public class ExaminationTests
{
    private sealed record Paper(string Subject, string Body, bool Safety, string? Kind, string? Severity, string? Disguise);

    private static readonly IReadOnlyList<(Paper Paper, bool Fired)> Marked = [.. Read().Select(p =>
        (p, Screening.Screen(new(p.Subject, p.Body), Lexicon.Shipped).Severity is not null))];

    [Fact]
    public void D8_incidents_never_seen_are_heard() => Heard(p => p.Safety).ShouldBeGreaterThanOrEqualTo(0.95, Missed(p => p.Safety));

    [Fact]
    public void D8_plain_critical_ones_are_heard() =>
        Heard(p => p is { Severity: "critical", Disguise: null }).ShouldBeGreaterThanOrEqualTo(0.95, Missed(p => p is { Severity: "critical", Disguise: null }));

    [Fact]
    public void D8_at_most_one_is_missed_in_any_disguise()
    {
        foreach (var disguise in Marked.Where(m => m.Paper.Disguise is not null).GroupBy(m => m.Paper.Disguise))
            disguise.Count(m => !m.Fired).ShouldBeLessThanOrEqualTo(1, disguise.Key);
    }

    [Fact]
    public void D8_harmless_mail_mostly_stays_silent() =>
        Heard(p => !p.Safety).ShouldBeLessThanOrEqualTo(0.14, string.Join('\n', Marked.Where(m => !m.Paper.Safety && m.Fired).Select(m => m.Paper.Body)));

    private static double Heard(Func<Paper, bool> which) => Marked.Where(m => which(m.Paper)).Average(m => m.Fired ? 1.0 : 0);

    private static string Missed(Func<Paper, bool> which) => string.Join('\n', Marked.Where(m => which(m.Paper) && !m.Fired).Select(m => m.Paper.Body));

    private static IEnumerable<Paper> Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("Exams/safety.jsonl")!);
        while (reader.ReadLine() is { } line) yield return JsonSerializer.Deserialize<Paper>(line, JsonSerializerOptions.Web)!;
    }
}
