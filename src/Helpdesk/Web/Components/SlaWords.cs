using System.Globalization;

namespace Helpdesk.Web;

/// <summary>How a clock stands, for the eye: word, shape and colour say the same. Danger is a running safety clock.</summary>
public enum SlaState { Calm, Soon, Late, Danger, Paused, Met }

/// <summary>What the chip of a clock says.</summary>
public static class SlaWords
{
    /// <param name="verb">What is promised: "Reply", "Solve", "Acknowledge", "Moves up".</param>
    /// <param name="amount">Left while running, negative once late; paused for, or taken when met; null: not known.</param>
    public static string Of(SlaState state, string verb, TimeSpan? amount, CultureInfo culture) => (state, amount) switch
    {
        (SlaState.Paused, null) => "Waiting",
        (SlaState.Paused, { } paused) => $"Waiting {PlainTime.Amount(paused, culture)}",
        (SlaState.Met, null) => "Met",
        (SlaState.Met, { } taken) => $"Met in {PlainTime.Amount(taken, culture)}",
        (SlaState.Late, null) => $"{verb} late",
        (_, null) => verb,
        (_, { } left) when left < TimeSpan.Zero || state is SlaState.Late => $"{verb} late {PlainTime.Amount(left, culture)}",
        (_, { } left) => $"{verb} in {PlainTime.Amount(left, culture)}",
    };

    public static string Icon(SlaState state) => state switch
    {
        SlaState.Calm => "sla-calm",
        SlaState.Soon => "sla-soon",
        SlaState.Late or SlaState.Danger => "sla-late",
        SlaState.Paused => "sla-paused",
        _ => "sla-met",
    };
}
