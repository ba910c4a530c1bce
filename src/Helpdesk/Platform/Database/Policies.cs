using Helpdesk.Domain;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Billing;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Helpdesk.Platform.Database;

/// <summary>
/// The policies in force, read from their tables and kept for a few seconds a node. A policy that does not parse is not
/// taken: the previous one stays and the log says so.
/// </summary>
public sealed class Policies(NpgsqlDataSource database, TimeProvider time, ILogger<Policies> log)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _reading = new(1);
    private PolicySet _set = PolicySet.Shipped;
    private long _readAt;

    /// <summary>The set in force; the shipped one until the first read.</summary>
    public PolicySet Known => _set;

    public async ValueTask<PolicySet> Current(CancellationToken cancel)
    {
        if (_readAt != 0 && time.GetElapsedTime(_readAt) < Kept) return _set;
        await _reading.WaitAsync(cancel);
        try
        {
            if (_readAt != 0 && time.GetElapsedTime(_readAt) < Kept) return _set;
            await Read(cancel);
            _readAt = time.GetTimestamp();
            return _set;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>This node reads again at the next need; the others do so within <see cref="Kept"/>.</summary>
    public void ReadAgain() => Interlocked.Exchange(ref _readAt, 0);

    private async Task Read(CancellationToken cancel)
    {
        await using var select = database.CreateCommand("select distinct on (kind) kind, version, data::text from policy_version order by kind, version desc");
        await using var reader = await select.ExecuteReaderAsync(cancel);
        var texts = new Dictionary<string, (int, string)>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancel)) texts[reader.GetString(0)] = (reader.GetInt32(1), reader.GetString(2));
        try
        {
            _set = _set.With(texts);
        }
        catch (Exception problem) when (problem is FormatException or System.Text.Json.JsonException or KeyNotFoundException)
        {
            log.LogError("A stored policy cannot be read; the previous ones stay in force: {Problem:l}", problem.GetType().Name);
        }
    }

    /// <summary>Writes the shipped defaults as version 1 where a kind has none yet.</summary>
    internal static async Task Seed(HelpdeskDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var known = await db.Set<PolicyVersion>().Select(p => p.Kind).Distinct().ToListAsync(cancel);
        foreach (var name in ShippedData.Names().Where(n => n.EndsWith(".json", StringComparison.Ordinal) && !n.Contains('/')))
        {
            var kind = name[..^".json".Length];
            if (known.Contains(kind)) continue;
            db.Add(new PolicyVersion { Kind = kind, Version = 1, Data = ShippedData.Text(name), Author = "Helpdesk", Reason = "shipped default", At = now });
        }

        await db.SaveChangesAsync(cancel);
    }
}

/// <summary>All policies, parsed; immutable.</summary>
public sealed record PolicySet(RoleMatrix Roles, RoutingPolicy Routing, Lexicon Lexicon, SlaPolicies Sla, UrgencyPolicy Urgency, EscalationPolicy Escalation, RefundPolicy Refunds)
{
    /// <summary>Who is open when (D3); <see cref="Sla"/> counts on them.</summary>
    public SupportCalendars Calendars { get; private init; } = SupportCalendars.Shipped;

    /// <summary>Which symptoms go to which specialist (D13).</summary>
    public SpecialistRoutes Specialists { get; private init; } = SpecialistRoutes.Shipped;

    /// <summary>What each plan comes with (D1), in the order of <see cref="Plan"/>.</summary>
    public IReadOnlyList<PlanFacts> Plans { get; private init; } = PlanFacts.Shipped;

    private Dictionary<string, (int Version, string Text)> _texts = [];

    public static PolicySet Shipped { get; } = new(RoleMatrix.Shipped, RoutingPolicy.Shipped, Lexicon.Shipped, SlaPolicies.Shipped, UrgencyPolicy.Shipped, EscalationPolicy.Shipped, RefundPolicy.Shipped);

    /// <summary>Parses only what has changed since.</summary>
    internal PolicySet With(Dictionary<string, (int Version, string Text)> texts)
    {
        // The policies count on the hours of the calendars: a new version of either makes both anew.
        var calendars = Changed(texts, "calendars") ? SupportCalendars.Parse(texts["calendars"].Text) : Calendars;
        var counted = Changed(texts, "sla") || Changed(texts, "calendars");
        return Others(texts) with
        {
            Calendars = calendars,
            Sla = counted && texts.TryGetValue("sla", out var sla) ? SlaPolicies.Parse(sla.Text, calendars) : Sla,
            Plans = Changed(texts, "plans") ? PlanFacts.Parse(texts["plans"].Text) : Plans,
        };
    }

    private PolicySet Others(Dictionary<string, (int Version, string Text)> texts) => this with
    {
        _texts = texts,
        Roles = Changed(texts, "roles") ? RoleMatrix.Parse(texts["roles"].Text) : Roles,
        Routing = Changed(texts, "routing") ? ParseRouting(texts["routing"].Text) : Routing,
        Urgency = Changed(texts, "urgency") ? UrgencyPolicy.Parse(texts["urgency"].Text) : Urgency,
        Specialists = Changed(texts, "specialists") ? SpecialistRoutes.Parse(texts["specialists"].Text) : Specialists,
        Escalation = Changed(texts, "escalation") ? EscalationPolicy.Parse(texts["escalation"].Text) : Escalation,
        Refunds = Changed(texts, "refunds") ? RefundPolicy.Parse(texts["refunds"].Text) : Refunds,
        Lexicon = Changed(texts, "lexicon") ? LexiconSheet.Read(texts["lexicon"].Text).InForce() : Lexicon,
    };

    private static RoutingPolicy ParseRouting(string text)
    {
        using var document = System.Text.Json.JsonDocument.Parse(text);
        return RoutingPolicy.Parse(document.RootElement);
    }

    private bool Changed(Dictionary<string, (int Version, string Text)> texts, string kind) =>
        texts.TryGetValue(kind, out var text) && (!_texts.TryGetValue(kind, out var before) || before.Version != text.Version);
}
