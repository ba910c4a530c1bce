namespace Helpdesk.Domain.Safety;

/// <summary>What of a child a text tells (D37).</summary>
public enum ChildDatumKind { Name, BirthDate, School, Address, Photo, AccountName }

/// <summary>A span of a message that tells something of a child (D37).</summary>
/// <param name="Start">UTF-16 offset; half-open with <paramref name="End"/>.</param>
/// <param name="Why">A plain sentence: what it is, and what makes it a child's.</param>
public sealed record ChildDatum(ChildDatumKind Kind, int Start, int End, string Text, string Why);

/// <summary>What is known beside the message (D37).</summary>
/// <param name="AccountUnder13">The account is marked as a child's: everything of it is a child's data.</param>
/// <param name="AccountNames">Names of the account; no matter how they are written.</param>
/// <param name="Spared">The names and addresses of who writes and who is written to: they know them.</param>
public sealed record ChildDataContext(bool AccountUnder13, IReadOnlyList<string>? AccountNames = null, IReadOnlyList<string>? Spared = null);
