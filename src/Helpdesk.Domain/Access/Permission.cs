namespace Helpdesk.Domain.Access;

/// <summary>What a command or query may ask for (§1). Every command, query, stream and download names one.</summary>
public enum Permission
{
    /// <summary>Anybody, signed in or not: sign in, the help centre, a customer's own page by its token.</summary>
    Public,

    /// <summary>Work that the product does by itself: jobs, hooks after their signature was checked.</summary>
    System,

    /// <summary>A signed-in person's own profile.</summary>
    SignedIn,
    ReadTickets,
    WorkTickets,
    AssignOthers,
    PlaceParkedMail,
    ReadRestricted,
    ManageReports,

    /// <summary>Hand a mandatory report over: Safety only (§1).</summary>
    SubmitReports,

    /// <summary>Act for Safety on an incident: acknowledge, record, resolve; and order the on-call rota.</summary>
    HandleIncidents,
    LiftRestriction,
    GrantOutsider,
    EditLexicon,
    EditPolicies,
    ManagePeople,
    ManageKeys,
    EditTemplates,
    ReadAudit,
    RequestRefund,
    IssueRefund,
    ApproveRefund,
    WriteAccounts,

    /// <summary>The SLA board of all teams.</summary>
    ReadBoard,

    /// <summary>The SLA board of the own teams (§1: Safety and Legal).</summary>
    ReadTeamBoard,
}

/// <summary>Roles give permissions, team membership gives work (§1). A person may hold several.</summary>
public enum Role { Agent, TeamLead, Finance, Content, Safety, Legal, Executive, Admin, Auditor }

/// <summary>Roles as they are shown.</summary>
public static class RoleNames
{
    private static readonly string[] Names = ["Agent", "Team lead", "Finance", "Content", "Safety", "Legal", "Executive", "Administrator", "Auditor"];

    public static string Name(this Role role) => Names[(int)role];

    /// <summary>§1: given and taken only with a present Safety or Legal member.</summary>
    public static bool IsGuarded(this Role role) => role is Role.Safety or Role.Legal;
}
