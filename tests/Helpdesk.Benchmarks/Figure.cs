using System.Text.Json;

namespace Helpdesk.Benchmarks;

/// <summary>One line of output.</summary>
/// <param name="Baseline">What it is measured against, in the same unit; null when there is none.</param>
internal sealed record Figure(string Name, double Value, string Unit, double? Baseline = null, string Note = "")
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public double? Ratio => Baseline is > 0 ? Math.Round(Value / Baseline.Value, 3) : null;

    public Task Print() => Console.Out.WriteLineAsync(JsonSerializer.Serialize(new { name = Name, value = Math.Round(Value, 3), unit = Unit, baseline = Baseline, ratio = Ratio, note = Note }, Json));
}
