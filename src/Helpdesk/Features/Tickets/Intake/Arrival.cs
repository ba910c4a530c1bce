using Helpdesk.Domain.Tickets;

namespace Helpdesk.Features.Tickets;

/// <summary>A file that came with a message; the name is the sender's word and never a path.</summary>
public sealed record NewFile(string Name, string ContentType, byte[] Content, string? ContentId = null);

/// <summary>What arrived, whatever the channel, before anybody has judged it.</summary>
public sealed record Arrival(Channel Channel, string Email, string? Name, string Subject, string Text)
{
    public string? Html { get; init; }
    public IReadOnlyList<NewFile> Files { get; init; } = [];
    public string? InternetId { get; init; }
    public string? ReplyTo { get; init; }

    /// <summary>The account the sender's system names (API); else it is looked up by the requester.</summary>
    public string? AccountExternalId { get; init; }
    public string? ExternalId { get; init; }
    public string Locale { get; init; } = "en";

    /// <summary>Number of the closed ticket it follows (D28).</summary>
    public string? FollowUpOf { get; init; }

    /// <summary>The agent who logged the call, and whether they spoke with the customer (D24).</summary>
    public Guid? LoggedBy { get; init; }
    public string LoggedByName { get; init; } = "";
    public bool Spoke { get; init; }

    /// <summary>D31a: never a receipt for automatic mail.</summary>
    public bool Automatic { get; init; }
}
