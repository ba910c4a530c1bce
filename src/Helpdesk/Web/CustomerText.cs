using System.Globalization;
using System.Resources;

namespace Helpdesk.Web;

/// <summary>What customers read on pages and in mails, in their language: English shipped, Dutch beside it (UX, Manner).</summary>
public sealed class CustomerText
{
    private static readonly ResourceManager Resources = new("Helpdesk.Web.Resources.Customer", typeof(CustomerText).Assembly);
    private static readonly Dictionary<string, CustomerText> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = new(CultureInfo.GetCultureInfo("en-US")),
        ["nl"] = new(CultureInfo.GetCultureInfo("nl-NL")),
    };

    private CustomerText(CultureInfo culture) => Culture = culture;

    public CultureInfo Culture { get; }

    public string Language => Culture.TwoLetterISOLanguageName;

    /// <summary>English when the language is not one of ours.</summary>
    public static CustomerText In(string? locale) => Known.GetValueOrDefault(locale is { Length: >= 2 } ? locale[..2] : "en") ?? Known["en"];

    /// <exception cref="InvalidOperationException">No such text.</exception>
    public string this[string name] => Resources.GetString(name, Culture) ?? throw new InvalidOperationException($"There is no text {name}.");

    public string Format(string name, params object?[] values) => string.Format(Culture, this[name], values);

    /// <summary>A day and time in the customer's zone, New York when it is unknown; says the zone.</summary>
    public string Moment(DateTimeOffset? at, string? zone)
    {
        if (at is not { } instant) return this["AsSoonAsWeCan"];
        var place = zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? known : TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var local = TimeZoneInfo.ConvertTime(instant, place);
        var city = place.Id[(place.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');
        return $"{local.ToString("dddd d MMMM HH:mm", Culture)} ({city})";
    }
}
