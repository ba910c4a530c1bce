using Helpdesk.Domain.Safety;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Safety;

public class ScreeningCorpusTests
{
    public static TheoryData<string> Disguises => new(Disguise.All.Keys);

    [Theory, MemberData(nameof(Disguises))]
    public void D8_incidents_are_found_in_every_dress(string disguise)
    {
        var dress = Disguise.All[disguise];
        var missed = Corpus.Incidents.Where(i => Screen(dress(i.Text)).Severity is null).ToList();
        var found = 1 - (missed.Count / (double)Corpus.Incidents.Count);
        found.ShouldBeGreaterThanOrEqualTo(0.99, List(missed.Select(m => m.Text)));
    }

    [Fact]
    public void D9a_no_critical_incident_is_missed()
    {
        var missed = Corpus.Incidents.Where(i => i.Severity == Severity.Critical && Screen(i.Text).Severity is null);
        missed.ShouldBeEmpty(List(missed.Select(m => m.Text)));
    }

    [Fact]
    public void D9a_severity_is_never_far_too_low()
    {
        var low = Corpus.Incidents.Where(i => i.Severity >= Severity.High && Screen(i.Text).Severity is < Severity.Medium);
        low.ShouldBeEmpty(List(low.Select(m => m.Text)));
    }

    [Fact]
    public void D4_kind_and_severity_are_right_nearly_always()
    {
        var verdicts = Corpus.Incidents.Select(i => (Expected: i, Screen(i.Text).Worst)).Where(v => v.Worst is not null).ToList();
        var kind = verdicts.Where(v => v.Worst!.Kind != v.Expected.Kind).ToList();
        var severity = verdicts.Where(v => v.Worst!.Severity != v.Expected.Severity).ToList();
        (kind.Count / (double)verdicts.Count).ShouldBeLessThan(0.12, List(kind.Select(v => $"{v.Worst!.Rule}: {v.Expected.Text}")));
        (severity.Count / (double)verdicts.Count).ShouldBeLessThan(0.15, List(severity.Select(v => $"{v.Worst!.Rule}: {v.Expected.Text}")));
    }

    [Theory, InlineData("tuning"), InlineData("held_out")]
    public void D8_harmless_look_alikes_stay_silent(string part)
    {
        var all = Corpus.LookAlikes.Where(h => h.Part == part).ToList();
        var fired = all.Select(h => (h.Text, Screen(h.Text).Worst)).Where(h => h.Worst is not null).ToList();
        (fired.Count / (double)all.Count).ShouldBeLessThanOrEqualTo(0.02, List(fired.Select(f => $"{f.Worst!.Rule} [{f.Worst.Text}]: {f.Text}")));
    }

    private static Verdict Screen(string text) => Screening.Screen(new("", text), Lexicon.Shipped);

    private static string List(IEnumerable<string> texts) => string.Join('\n', texts);
}
