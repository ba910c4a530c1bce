namespace Helpdesk.Platform;

/// <summary>A value that must not reach a log, a page or an exception: it prints as a word, and only <see cref="Value"/> reveals it.</summary>
public sealed record Secret(string Value)
{
    public override string ToString() => "(secret)";
}
