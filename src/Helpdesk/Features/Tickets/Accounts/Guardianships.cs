using System.Text.Json;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>Age and consent as the facts of an account tell them (§1, D37, D38).</summary>
public sealed class Guardianships(HelpdeskDb db)
{
    public async Task<Guardianship> Of(Ticket ticket, CancellationToken cancel) =>
        ticket.AccountId is { } id ? Of(await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancel)) : Guardianship.Unknown;

    public static Guardianship Of(Account? account) => account is null ? Guardianship.Unknown : Read(account.Facts, account.Email, account.Name);

    /// <param name="facts">As <c>account.facts</c> holds them; null when there is no account.</param>
    public static Guardianship Read(string? facts, string? email, string? name)
    {
        if (facts is null) return Guardianship.Unknown;
        using var document = JsonDocument.Parse(facts);
        var under13 = Value(document.RootElement, "under13").ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => (bool?)null };
        var consent = Value(document.RootElement, "consent") is { ValueKind: JsonValueKind.String } said ? said.GetString() : null;
        return new Guardianship(under13, consent, email, name);
    }

    private static JsonElement Value(JsonElement facts, string name) =>
        facts.TryGetProperty(name, out var fact) && fact.ValueKind == JsonValueKind.Object && fact.TryGetProperty("value", out var value) ? value : default;
}
