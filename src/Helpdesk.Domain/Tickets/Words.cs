namespace Helpdesk.Domain.Tickets;

/// <summary>How a ticket came in (D2).</summary>
public enum Channel { Email, Form, Api, Phone }

/// <summary>Where a ticket stands in its life (D28). Closed is final.</summary>
public enum TicketState { New, Open, Pending, OnHold, Resolved, Closed }

/// <summary>D15.</summary>
public enum Priority { Low, Normal, High, Urgent }

/// <summary>How hard the customer's business is hit (D11a). High is set by a person or by a rule.</summary>
public enum Impact { None, Low, Medium, High }

/// <summary>What a clock of a ticket promises (D19–D24).</summary>
public enum Target { FirstResponse, Acknowledgment, Resolution, Escalation }

/// <summary>The teams that hold work (§1). Rotations hold none at intake and are added when a route needs them (D13).</summary>
public enum Team
{
    CustomerService, TechnicalSupport, Engineering, Finance, Executive, Content, Safety, Legal,

    // Rotations: on no path, reached by the specialist routes (D13).
    BillingEngineering, BackendEngineering, DataPlatform, FrontendOnCall, Devops, Growth,
}

/// <summary>Coded words of the module as they stand in events, tables, the API and the query language: snake_case slugs.</summary>
public static class Words
{
    private static readonly string[] TeamNames =
        [
            "Customer Service", "Technical Support", "Engineering", "Finance", "Executive", "Content", "Safety", "Legal & Compliance",
            "Billing Engineering", "Backend Engineering", "Data Platform", "Frontend On-call", "DevOps", "Growth",
        ];

    public static string Name(this Team team) => TeamNames[(int)team];

    /// <summary>snake_case of the enum's name: <c>OnHold</c> → <c>on_hold</c>.</summary>
    public static string Slug<T>(T value) where T : struct, Enum => Slugs<T>.Of[value];

    /// <returns>False when no member of the enum has this slug.</returns>
    public static bool TryParse<T>(string? slug, out T value) where T : struct, Enum =>
        Slugs<T>.From.TryGetValue(slug ?? "", out value);

    private static class Slugs<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Of = Enum.GetValues<T>().ToDictionary(v => v, v => Snake(v.ToString()));
        public static readonly Dictionary<string, T> From = Of.ToDictionary(p => p.Value, p => p.Key, StringComparer.OrdinalIgnoreCase);

        private static string Snake(string name) => string.Concat(name.Select((c, i) =>
            char.IsUpper(c) && i > 0 ? "_" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
    }
}
