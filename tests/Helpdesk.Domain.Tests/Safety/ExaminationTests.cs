using System.Reflection;
using System.Text.Json;
using Helpdesk.Domain.Safety;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Safety;

/// <summary>
/// Two papers of five hundred mails, each by an examiner who saw neither lexicon nor corpus, learned from by nothing; the first is full
/// of traps, the second nearer to what arrives. The floors lie a little under what is measured. The aim is 98 % of the incidents, every
/// plain critical one, and 3 % of the look-alikes; this is how far it is.
/// </summary>
public class ExaminationTests
{
    private sealed record Paper(string Subject, string Body, bool Safety, string? Kind, string? Severity, string? Disguise);

    private static readonly Dictionary<string, IReadOnlyList<(Paper Paper, bool Fired)>> Marked = new[] { First, Second }.ToDictionary(
        name => name, name => (IReadOnlyList<(Paper, bool)>)[.. Read(name).Select(p => (p, Screening.Screen(new(p.Subject, p.Body), Lexicon.Shipped).Severity is not null))], StringComparer.Ordinal);

    private const string First = "safety", Second = "safety-2";

    [Theory]
    [InlineData(First, 0.95)]
    [InlineData(Second, 0.97)]
    public void D8_incidents_never_seen_are_heard(string name, double floor) => Heard(name, p => p.Safety).ShouldBeGreaterThanOrEqualTo(floor, Missed(name, p => p.Safety));

    [Theory]
    [InlineData(First, 0.95)]
    [InlineData(Second, 0.99)]
    public void D8_plain_critical_ones_are_heard(string name, double floor) =>
        Heard(name, PlainCritical).ShouldBeGreaterThanOrEqualTo(floor, Missed(name, PlainCritical));

    [Theory]
    [InlineData(First)]
    [InlineData(Second)]
    public void D8_at_most_one_is_missed_in_any_disguise(string name)
    {
        foreach (var disguise in Marked[name].Where(m => m.Paper.Disguise is not null).GroupBy(m => m.Paper.Disguise))
            disguise.Count(m => !m.Fired).ShouldBeLessThanOrEqualTo(1, disguise.Key);
    }

    [Theory]
    [InlineData(First, 0.10)]
    [InlineData(Second, 0.05)]
    public void D8_harmless_mail_mostly_stays_silent(string name, double ceiling) =>
        Heard(name, p => !p.Safety).ShouldBeLessThanOrEqualTo(ceiling, string.Join('\n', Marked[name].Where(m => !m.Paper.Safety && m.Fired).Select(m => m.Paper.Body)));

    private static bool PlainCritical(Paper paper) => paper is { Severity: "critical", Disguise: null };

    private static double Heard(string name, Func<Paper, bool> which) => Marked[name].Where(m => which(m.Paper)).Average(m => m.Fired ? 1.0 : 0);

    private static string Missed(string name, Func<Paper, bool> which) => string.Join('\n', Marked[name].Where(m => which(m.Paper) && !m.Fired).Select(m => m.Paper.Body));

    private static IEnumerable<Paper> Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"Exams/{name}.jsonl")!);
        while (reader.ReadLine() is { } line) yield return JsonSerializer.Deserialize<Paper>(line, JsonSerializerOptions.Web)!;
    }
}
