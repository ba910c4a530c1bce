using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;

namespace Helpdesk.Features.HelpCentre;

/// <summary>The help centre's first page: what is offered now, and where to turn when a child is in danger.</summary>
[Requires(Permission.Public)]
public sealed class IndexModel : CustomerPage;
