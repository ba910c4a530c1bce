using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Platform.Demo;

/// <summary>Somebody of the small world that demo, tests and screenshots share.</summary>
public sealed record DemoPerson(string Name, string Title, Role[] Roles, Team[] Teams, bool Leads = false, string Zone = "America/New_York")
{
    /// <summary><c>elena.marsh@helpdesk.example</c></summary>
    public string Email => Name.ToLowerInvariant().Replace(' ', '.').Replace("á", "a", StringComparison.Ordinal) + "@helpdesk.example";

    /// <summary>Made up, and printed: it opens demo databases only.</summary>
    public const string Password = "demo world, nothing real";
}

/// <summary>The named people of the demo: one for each chair around the desk.</summary>
public static class DemoPeople
{
    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new("Elena Marsh", "Agent, Customer Service", [Role.Agent], [Team.CustomerService]),
        new("Jonas Weber", "Agent, Technical Support", [Role.Agent], [Team.TechnicalSupport], Zone: "Europe/Berlin"),
        new("Ruth Delgado", "Team lead, Customer Service", [Role.TeamLead], [Team.CustomerService], Leads: true),
        new("Aisha Bello", "Finance", [Role.Finance], [Team.Finance]),
        new("Marcus Ode", "Safety", [Role.Safety], [Team.Safety], Leads: true),
        new("Ines Carvalho", "Legal & Compliance", [Role.Legal], [Team.Legal], Leads: true, Zone: "Europe/Lisbon"),
        new("Noor de Vries", "Content", [Role.Content], [Team.Content], Zone: "Europe/Amsterdam"),
        new("Sam Okoye", "Administrator", [Role.Admin], []),
        new("Priscilla Adeyemi", "Executive", [Role.Executive], [Team.Executive]),
        new("Tom Lindqvist", "Auditor", [Role.Auditor], []),
        new("Yuki Tanaka", "Agent, Engineering", [Role.Agent],
            [Team.Engineering, Team.BillingEngineering, Team.BackendEngineering, Team.DataPlatform, Team.FrontendOnCall, Team.Devops, Team.Growth]),
        new("Omar Haddad", "Finance", [Role.Finance], [Team.Finance], Leads: true),
    ];
}
