using Helpdesk.Domain.Access;

namespace Helpdesk.Features.Administration;

/// <summary>What the boxes of roles show ticked.</summary>
public sealed record RoleChoice(IReadOnlyCollection<Role> Roles);
