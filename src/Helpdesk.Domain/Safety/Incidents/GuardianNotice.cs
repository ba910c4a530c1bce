namespace Helpdesk.Domain.Safety;

/// <summary>
/// The message to a guardian that a finding of medium severity prepares for Safety to send (D9). It is never sent by itself, and
/// never prepared where the guardian may be the danger (D35a).
/// </summary>
public static class GuardianNotice
{
    /// <summary>The template that it is written from.</summary>
    public const string Template = "guardian-notice";

    /// <param name="silent">The ticket holds a crisis or a mandatory-reporting finding (D35a).</param>
    /// <param name="mayConcernHousehold">A finding may concern a parent, a guardian or somebody who lives with the child.</param>
    /// <param name="writerIsHolder">The address on the ticket belongs to the account holder; null when no account is known.</param>
    /// <returns>Why nothing is prepared, in plain words; null when the message is prepared.</returns>
    public static string? Hindrance(Severity severity, bool silent, bool mayConcernHousehold, bool? writerIsHolder) =>
        silent ? "No message to the guardian is prepared: the guardian may be the danger."
        : mayConcernHousehold ? "No message to the guardian is prepared: the danger may live in the same house."
        : severity < Severity.Medium ? "No message to the guardian is prepared: a question only."
        : writerIsHolder is null ? "No message to the guardian is prepared: no account is known, so nobody knows who the guardian is."
        : writerIsHolder is false ? "No message to the guardian is prepared: whoever wrote is not the account holder."
        : null;
}
