namespace Helpdesk.Web;

/// <summary>
/// What stands around every page of the help centre, in the customer's language. <c>ViewData["Customer"]</c>; null draws
/// the page alone, so nothing is offered that does not exist.
/// </summary>
/// <param name="Home">Name of the help centre and its first page.</param>
/// <param name="Links">Beside the name: own requests, the other language.</param>
/// <param name="Hours">When people answer, in words.</param>
/// <param name="Urgent">Where to turn when a child is in danger now.</param>
public sealed record CustomerModel(CustomerLink Home, IReadOnlyList<CustomerLink> Links, string? Hours = null, CustomerLink? Urgent = null);

/// <param name="Language">Set when the page behind the link is in another language: <c>nl</c>.</param>
public sealed record CustomerLink(string Label, string Href, string? Language = null);
