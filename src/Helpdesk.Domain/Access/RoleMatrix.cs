using System.Text.Json;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Domain.Access;

/// <summary>Which role gives which permission (§1), as versioned policy data.</summary>
public sealed class RoleMatrix
{
    private readonly Dictionary<Role, IReadOnlySet<Permission>> _permissions;

    private RoleMatrix(Dictionary<Role, IReadOnlySet<Permission>> permissions) => _permissions = permissions;

    public static RoleMatrix Shipped { get; } = Parse(ShippedData.Text("roles.json"));

    /// <exception cref="FormatException">A role or permission of the text is unknown.</exception>
    public static RoleMatrix Parse(string json)
    {
        var permissions = new Dictionary<Role, IReadOnlySet<Permission>>();
        using var document = JsonDocument.Parse(json);
        foreach (var entry in document.RootElement.EnumerateObject())
        {
            if (!Words.TryParse(entry.Name, out Role role)) throw new FormatException($"Unknown role {entry.Name}");
            permissions[role] = entry.Value.EnumerateArray()
                .Select(p => Words.TryParse(p.GetString(), out Permission permission)
                    ? permission
                    : throw new FormatException($"Unknown permission {p}"))
                .ToHashSet();
        }

        return new RoleMatrix(permissions);
    }

    /// <summary>Everything these roles may do, with what every signed-in person may do.</summary>
    public IReadOnlySet<Permission> Of(IEnumerable<Role> roles)
    {
        var all = new HashSet<Permission> { Permission.Public, Permission.SignedIn };
        foreach (var role in roles)
        {
            if (_permissions.TryGetValue(role, out var given)) all.UnionWith(given);
        }

        return all;
    }
}
