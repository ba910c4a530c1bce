namespace Helpdesk.Platform.Commands;

/// <summary>The sender may not do this. Says nothing about the thing itself.</summary>
public sealed class NotAllowed() : Exception("You may not do this.");

/// <summary>There is no such thing, or the viewer may not meet it: both look alike (D34).</summary>
public sealed class NotFound() : Exception("There is nothing here.");

/// <summary>The domain says no. Each problem is a plain sentence that can be shown.</summary>
public class Refused(IReadOnlyList<string> problems) : Exception(string.Join(' ', problems))
{
    public Refused(string problem) : this([problem])
    {
    }

    public IReadOnlyList<string> Problems => problems;
}

/// <summary>It was written on facts that have changed since (D33a); what was typed is kept.</summary>
public sealed class Stale(string what) : Refused(what);
