using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Helpdesk.Sandbox.Clock;

namespace Helpdesk.Sandbox.Stripe;

/// <summary>
/// What Stripe knows, in memory: objects by id, newest first. Callers hold <see cref="Gate"/> while they read and write; an answer is
/// a copy. Customers of the demo exist since always, by their id (<see cref="DemoCustomers"/>).
/// </summary>
internal sealed class StripeWorld(SandboxClock clock)
{
    private readonly Dictionary<string, JsonObject> objects = new(StringComparer.Ordinal);
    private readonly List<JsonObject> inOrder = [];

    private readonly HashSet<string> brought = new(StringComparer.Ordinal);

    public Lock Gate { get; } = new();

    public long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    public static string NewId(string prefix) => $"{prefix}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(9))}";

    /// <summary>True once for each name.</summary>
    public bool IsFirst(string name) => brought.Add(name);

    public JsonObject Add(JsonObject made)
    {
        objects.Add((string)made["id"]!, made);
        inOrder.Add(made);
        return made;
    }

    public JsonObject? Find(string kind, string? id)
    {
        if (id is null) return null;
        if (!objects.ContainsKey(id)) DemoCustomers.Bring(this, id);
        return objects.TryGetValue(id, out var found) && (string?)found["object"] == kind ? found : null;
    }

    /// <summary>Newest first, as Stripe lists.</summary>
    public IEnumerable<JsonObject> All(string kind) => inOrder.AsEnumerable().Reverse().Where(o => (string?)o["object"] == kind).OrderByDescending(o => (long)o["created"]!);
}
