using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// How many tickets of the last days speak of the same character or owner (D12). Counted only for tickets about intellectual property
/// and only among those: the names are looked for in the full-text index. Restricted tickets do not count, for the flag would tell of
/// them (D34).
/// </summary>
public sealed class SameIp(HelpdeskDb db)
{
    /// <returns>This ticket included; no more than <paramref name="enough"/>, at which counting stops.</returns>
    public async Task<int> Count(Arrival arrival, Classification answer, int enough, DateTimeOffset now, CancellationToken cancel)
    {
        if (answer.Top.Category != Category.IpAttribution) return 1;
        var policy = IpNamesPolicy.Shipped;
        var names = IpNames.In(arrival.Subject, arrival.Text, policy, arrival.Name ?? "", arrival.LoggedByName).ToArray();
        if (names.Length == 0) return 1;
        var (since, topic, others) = (now.AddDays(-policy.Days), Words.Slug(Category.IpAttribution), enough - 1);
        var most = await db.Database.SqlQuery<int>($"""
            select coalesce(max(n.met), 0)::int as "Value" from unnest({names}) as name (words) cross join lateral (
                select count(*) as met from (
                    select distinct t.id from message m join ticket t on t.id = m.ticket_id
                    where m.search @@ phraseto_tsquery('simple', name.words) and m.direction in ('in', 'call')
                        and t.category = {topic} and not t.restricted and t.arrived_at > {since} limit {others}) as met) as n
            """).SingleAsync(cancel);
        return most + 1;
    }
}
