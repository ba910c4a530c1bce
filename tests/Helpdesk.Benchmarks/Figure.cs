using System.Text.Json;

namespace Helpdesk.Benchmarks;

/// <summary>One measured figure, as INTERFACES.md has it: a JSON line on standard output.</summary>
/// <param name="Baseline">What the figure stands beside; null when there is nothing to compare with.</param>
/// <param name="Ratio">Figure over baseline.</param>
internal sealed record Figure(string Name, double Value, string Unit, double? Baseline, double? Ratio, string Note)
{
    public static void Print(string name, double value, string unit, double? baseline, string note) => Console.WriteLine(JsonSerializer.Serialize(
        new Figure(name, Round(value), unit, baseline is { } b ? Round(b) : null, baseline is > 0 ? Round(value / baseline.Value) : null, note), JsonSerializerOptions.Web));

    private static double Round(double number) => Math.Round(number, number < 10 ? 3 : 1);
}
