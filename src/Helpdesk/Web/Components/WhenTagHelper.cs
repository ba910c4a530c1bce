using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Helpdesk.Web;

/// <summary>How <c>&lt;when&gt;</c> words an instant; the exact time is always its tooltip.</summary>
public enum WhenFormat
{
    /// <summary>"in 2 h 10 m", "12 m ago"; kept true by the script layer.</summary>
    Relative,

    /// <summary>"2 m", for narrow columns; kept true by the script layer.</summary>
    Short,

    /// <summary>"13:58", "Fri 13:58", "Thu 19 Nov 10:12".</summary>
    Stamp,

    /// <summary>To the second, with the zone.</summary>
    Exact,
}

/// <summary><c>&lt;when at="ticket.ArrivedAt" /&gt;</c>: a time element in the viewer's zone, or in <c>zone</c>.</summary>
[HtmlTargetElement("when", TagStructure = TagStructure.WithoutEndTag)]
public sealed class WhenTagHelper(ViewerClock clock) : TagHelper
{
    public required DateTimeOffset At { get; set; }

    public TimeZoneInfo? Zone { get; set; }

    public WhenFormat Format { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var zone = Zone ?? clock.Zone;
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("title", PlainTime.Exact(At, zone, clock.Culture));
        if (Format is WhenFormat.Relative) output.Attributes.SetAttribute("data-rel", "");
        if (Format is WhenFormat.Short) output.Attributes.SetAttribute("data-rel", "short");
        output.Content.SetContent(Words(zone));
    }

    private string Words(TimeZoneInfo zone) => Format switch
    {
        WhenFormat.Short => PlainTime.Short(At, clock.Now, clock.Culture),
        WhenFormat.Stamp => PlainTime.Stamp(At, clock.Now, zone, clock.Culture),
        WhenFormat.Exact => PlainTime.Exact(At, zone, clock.Culture),
        _ => PlainTime.Relative(At, clock.Now, clock.Culture),
    };
}
