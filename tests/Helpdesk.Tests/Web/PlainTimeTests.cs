using System.Globalization;
using Helpdesk.Web;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Web;

public class PlainTimeTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");
    private static readonly CultureInfo Dutch = CultureInfo.GetCultureInfo("nl-NL");
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 19, 10, 0, TimeSpan.Zero); // Fri 14:10 New York

    [Theory]
    [InlineData("00:00:00", "under 1 m")]
    [InlineData("00:00:59", "under 1 m")]
    [InlineData("00:38:59", "38 m")]
    [InlineData("01:00:00", "1 h")]
    [InlineData("03:20:00", "3 h 20 m")]
    [InlineData("1.00:00:00", "1 d")]
    [InlineData("2.06:59:00", "2 d 6 h")]
    [InlineData("6.23:59:59", "6 d 23 h")]
    [InlineData("12.05:00:00", "12 d")]
    public void Amounts_are_cut_never_rounded_up(string span, string words)
    {
        PlainTime.Amount(TimeSpan.Parse(span, CultureInfo.InvariantCulture), English).ShouldBe(words);
        PlainTime.Amount(-TimeSpan.Parse(span, CultureInfo.InvariantCulture), English).ShouldBe(words);
    }

    [Theory]
    [InlineData(130, "in 2 h 10 m", "over 2 u 10 m")]
    [InlineData(-12, "12 m ago", "12 m geleden")]
    [InlineData(0, "just now", "zojuist")]
    public void Instants_are_said_from_the_present(int minutes, string english, string dutch)
    {
        PlainTime.Relative(Now.AddMinutes(minutes), Now, English).ShouldBe(english);
        PlainTime.Relative(Now.AddMinutes(minutes), Now, Dutch).ShouldBe(dutch);
    }

    [Theory]
    [InlineData("00:00:20", "0 m")]
    [InlineData("00:18:00", "18 m")]
    [InlineData("05:40:00", "5 h")]
    [InlineData("3.02:00:00", "3 d")]
    public void Narrow_columns_show_the_largest_unit(string ago, string words) =>
        PlainTime.Short(Now - TimeSpan.Parse(ago, CultureInfo.InvariantCulture), Now, English).ShouldBe(words);

    [Theory]
    [InlineData("2026-11-20T18:58:20Z", "13:58")]
    [InlineData("2026-11-19T15:12:07Z", "Thu 10:12")]
    [InlineData("2026-11-10T15:12:07Z", "Tue 10 Nov 10:12")]
    [InlineData("2025-11-19T15:12:07Z", "19 Nov 2025")]
    [InlineData("2026-11-20T03:30:00Z", "Thu 22:30")] // the day is the viewer's, not that of UTC
    public void Stamps_are_as_close_as_needed_in_the_viewers_zone(string at, string words) =>
        PlainTime.Stamp(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), Now, NewYork, English).ShouldBe(words);

    [Fact]
    public void The_exact_time_names_the_place() =>
        PlainTime.Exact(new(2026, 11, 20, 18, 58, 20, TimeSpan.Zero), NewYork, English).ShouldBe("Fri 20 Nov 2026 13:58:20 New York");

    [Theory]
    [InlineData(SlaState.Soon, 38, "Reply in 38 m")]
    [InlineData(SlaState.Late, -12, "Reply late 12 m")]
    [InlineData(SlaState.Danger, 6, "Reply in 6 m")]
    [InlineData(SlaState.Danger, -6, "Reply late 6 m")]
    [InlineData(SlaState.Paused, 120, "Waiting 2 h")]
    [InlineData(SlaState.Met, 84, "Met in 1 h 24 m")]
    [InlineData(SlaState.Paused, null, "Waiting")]
    [InlineData(SlaState.Met, null, "Met")]
    [InlineData(SlaState.Late, null, "Reply late")]
    public void D24_clocks_speak_in_words(SlaState state, int? minutes, string words) =>
        SlaWords.Of(state, "Reply", minutes is { } m ? TimeSpan.FromMinutes(m) : null, English).ShouldBe(words);
}
