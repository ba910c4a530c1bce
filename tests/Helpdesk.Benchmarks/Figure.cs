using System.Text.Json;

namespace Helpdesk.Benchmarks;

/// <summary>One measured figure, as INTERFACES.md has it: a JSON line on standard output.</summary>
/// <param name="Baseline">What it is measured against, in the same unit; null when there is nothing to compare with.</param>
internal sealed record Figure(string Name, double Value, string Unit, double? Baseline = null, string Note = "")
{
    public double? Ratio => Baseline is > 0 ? Math.Round(Value / Baseline.Value, 3) : null;

    public static void Print(string name, double value, string unit, double? baseline, string note) =>
        new Figure(name, value, unit, baseline, note).Print().Wait();

    public Task Print() => Console.Out.WriteLineAsync(JsonSerializer.Serialize(
        new { name = Name, value = Math.Round(Value, 3), unit = Unit, baseline = Baseline is { } b ? Math.Round(b, 3) : (double?)null, ratio = Ratio, note = Note }, JsonSerializerOptions.Web));
}
