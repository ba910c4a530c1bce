using Helpdesk.Domain.Tickets;

namespace Helpdesk.Domain.Access;

/// <summary>Who acts: it stands in every event (D30).</summary>
public enum ActorKind { Person, Customer, Api, Operator, System, Nobody }

/// <summary>Who reads or acts, and what they may. Everything a page shows goes through this.</summary>
/// <param name="PersonId">Set for people; null for everyone else.</param>
/// <param name="Name">For the time line: a person's name, an API key's name, <c>operator:user</c>.</param>
public sealed record Viewer(
    ActorKind Kind, Guid? PersonId, string Name, IReadOnlySet<Permission> Permissions, IReadOnlyList<Team> Teams)
{
    /// <summary>Jobs and hooks: may do what <see cref="Permission.System"/> guards, and meets every ticket.</summary>
    public static Viewer System { get; } = new(ActorKind.System, null, "Helpdesk",
        new HashSet<Permission> { Permission.Public, Permission.System, Permission.ReadTickets, Permission.WorkTickets, Permission.ReadRestricted, Permission.WriteAccounts }, []);

    public static Viewer Nobody { get; } = new(ActorKind.Nobody, null, "", new HashSet<Permission> { Permission.Public }, []);

    /// <summary>Behind a customer's link (D29): the token was checked, nothing else is open.</summary>
    public static Viewer Customer { get; } = new(ActorKind.Customer, null, "Customer", new HashSet<Permission> { Permission.Public }, []);

    public bool May(Permission permission) => Permissions.Contains(permission);

    /// <summary>D34: only Safety, Legal and named people meet restricted tickets.</summary>
    public bool SeesRestricted => May(Permission.ReadRestricted);
}
