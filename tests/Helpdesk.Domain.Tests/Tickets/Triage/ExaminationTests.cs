using System.Reflection;
using System.Text.Json;
using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Tickets;

/// <summary>Mails by an examiner who never saw the corpus, learned from by nothing; the floors lie a little under what is measured.</summary>
public class ExaminationTests
{
    [Fact]
    public void D4_mails_never_seen_are_understood()
    {
        var papers = Read("Exams/triage.jsonl").Select(p => new Example(Text(p, "subject"), Text(p, "body"), Taxonomy.Get(Text(p, "subcategory")), Text(p, "voice")));
        var report = ModelReport.Of(Model.Shipped, papers);
        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());
        report.CategoryMacroF1.ShouldBeGreaterThan(0.94);
        report.SubcategoryMacroF1.ShouldBeGreaterThan(0.90);
        report.CalibrationError.ShouldBeLessThan(0.07);
    }

    [Fact]
    public void D4_one_sentence_is_told_apart_as_billing_or_account() =>
        Read("Exams/plain.jsonl").Average(p => Words.Slug(Model.Shipped.Classify("", Text(p, "body")).Top.Category) == Text(p, "category") ? 1.0 : 0)
            .ShouldBeGreaterThan(0.93);

    private static string Text(JsonElement paper, string name) => paper.GetProperty(name).GetString()!;

    private static IEnumerable<JsonElement> Read(string exam)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(exam)!);
        while (reader.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            yield return document.RootElement.Clone();
        }
    }
}
