namespace Helpdesk.Domain.Safety;

/// <summary>What is known of an account about age and consent (§1). Null: unknown, and never taken for good.</summary>
/// <param name="Consent"><c>given</c>, <c>pending</c>, <c>missing</c>, <c>withdrawn</c>.</param>
/// <param name="Email">The account holder's: the parent or guardian.</param>
public sealed record Guardianship(bool? Under13, string? Consent, string? Email, string? Name)
{
    /// <summary>No account is known.</summary>
    public static Guardianship Unknown { get; } = new(null, null, null, null);

    public bool HasConsent => Consent == "given";

    public bool IsHolder(string address) => Email is { Length: > 0 } && string.Equals(Email, address.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>D37: only the guardian who has consented may be told a child's data.</summary>
    public bool MayBeTold(string address) => HasConsent && IsHolder(address);

    /// <summary>D38: what is refused, and why; null when the act is allowed.</summary>
    public string? Problem(ConsentAct act) => Under13 != true || HasConsent || act != ConsentAct.Other
        ? null
        : "This account belongs to a child under 13, and no guardian has consented. Until then only the consent request, notes, escalation, safety, a refund to the payer and erasure are possible.";
}

/// <summary>What somebody wants to do on an account of a child without consent (D38).</summary>
public enum ConsentAct { ConsentRequest, Note, Escalation, Safety, RefundToPayer, Erasure, Other }
