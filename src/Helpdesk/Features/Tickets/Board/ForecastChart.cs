using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Helpdesk.Domain.Tickets;
using Microsoft.AspNetCore.Html;

namespace Helpdesk.Features.Tickets;

/// <summary>The forecast drawn on the server: a bar for what falls due in an hour, a mark for what is left over. The table beside it says the same.</summary>
public sealed class ForecastChart(IReadOnlyList<ForecastHour> hours, DateTimeOffset from, TimeZoneInfo zone) : IHtmlContent
{
    private const int Left = 40;
    private const int Wide = 73;
    private const int Bar = 44;
    private const int Bottom = 162;
    private const int Top = 24;

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var most = Math.Max(1, Math.Ceiling(hours.Max(h => h.FallingDue)));
        var svg = new StringBuilder();
        svg.Append("<svg class=\"chart\" viewBox=\"0 0 640 190\" role=\"img\" aria-labelledby=\"forecast-title\"><title id=\"forecast-title\">")
            .Append("Tickets falling due in each of the next hours, and those left over: ")
            .Append(string.Join(", ", hours.Select((h, i) => $"{Hour(i)} {BoardWords.Mean(h.FallingDue)} due, {BoardWords.Mean(h.LeftOver)} left over"))).Append("</title>");
        foreach (var part in new[] { 0.0, 0.5, 1.0 })
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M{Left} {Y(part):0.#}H640\"/><text x=\"{Left - 8}\" y=\"{Y(part) + 4:0.#}\" text-anchor=\"end\">{BoardWords.Mean(most * part)}</text>");
        for (var i = 0; i < hours.Count; i++)
        {
            var (x, height) = (Left + 8 + i * Wide, (Bottom - Top) * hours[i].FallingDue / most);
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"due\" x=\"{x}\" y=\"{Bottom - height:0.#}\" width=\"{Bar}\" height=\"{height:0.#}\" rx=\"2\"/><text x=\"{x + Bar / 2}\" y=\"182\" text-anchor=\"middle\">{Hour(i)}</text>");
            if (hours[i].LeftOver < 0.05) continue;
            var y = Y(hours[i].LeftOver / most);
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"risk\" d=\"m{x + Bar / 2} {y - 6:0.#} 6 6-6 6-6-6z\"/><text class=\"strong\" x=\"{x + Bar / 2 + 10}\" y=\"{y + 4:0.#}\">{BoardWords.Mean(hours[i].LeftOver)}</text>");
        }

        writer.Write(svg.Append("</svg>").ToString());
    }

    /// <summary>The wall clock of the viewer at the beginning of an hour of the forecast.</summary>
    public string Hour(int i) => TimeZoneInfo.ConvertTime(from.AddHours(i), zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static double Y(double share) => Bottom - (Bottom - Top) * share;
}
