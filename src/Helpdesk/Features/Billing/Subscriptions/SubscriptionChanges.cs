using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Helpdesk.Domain.Billing;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Billing;

/// <summary>The door to the changes of subscriptions; as everywhere, the ticket is locked before the change.</summary>
public sealed class SubscriptionChanges(HelpdeskDb db, Tickets.Tickets tickets, AfterCommit after, WakeUp bell)
{
    public IQueryable<SubscriptionChange> All => db.Set<SubscriptionChange>().AsNoTracking();

    public void Add(SubscriptionChange change) => db.Add(change);

    public Task<SubscriptionChange?> Find(Guid id, CancellationToken cancel) => All.SingleOrDefaultAsync(c => c.Id == id, cancel);

    /// <exception cref="NotFound">There is none, or its ticket is not for this caller (D34).</exception>
    public async Task<(Ticket Ticket, SubscriptionChange Change)> ForChange(Guid id, DateTimeOffset now, CancellationToken cancel)
    {
        var ticketId = await All.Where(c => c.Id == id).Select(c => (Guid?)c.TicketId).SingleOrDefaultAsync(cancel) ?? throw new NotFound();
        var ticket = await tickets.ForChange(ticketId, now, cancel);
        var change = await db.Set<SubscriptionChange>().FromSql($"select * from subscription_change where id = {id} for update").SingleAsync(cancel);
        return (ticket, change);
    }

    public Task<bool> OtherOpen(string subscription, Guid but, CancellationToken cancel) =>
        All.AnyAsync(c => c.Subscription == subscription && c.Id != but && (c.State == SubscriptionChangeState.Requested || c.State == SubscriptionChangeState.Sending), cancel);

    /// <summary>A new change on what the preview says, with a key of its own (D43).</summary>
    public static SubscriptionChange New(Guid id, PreviewChange.Answer said, Guid person, DateTimeOffset now) => new()
    {
        Id = id, TicketId = said.Ticket.Id, Customer = said.Now.Customer, Subscription = said.Now.Id, Item = said.Now.Item, Act = said.Act, Price = said.Price,
        Currency = said.Now.Currency.ToUpperInvariant(), Key = "helpdesk-subscription-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
        State = SubscriptionChangeState.Requested, RequestedBy = person, RequestedAt = now,
    };

    /// <summary>Freezes what was previewed.</summary>
    public static void Freeze(SubscriptionChange change, PreviewChange.Answer said, string? reason)
    {
        (change.PriceBefore, change.EndedBefore, change.PeriodEnd) = (said.Now.Price, said.Now.Ends, said.Now.PeriodEnd);
        (change.Total, change.ProratedAt, change.Hash) = (said.Total, said.At, HashOf(said));
        if (!string.IsNullOrWhiteSpace(reason)) change.Reason = Platform.Http.PlainText.Storable(reason.Trim());
    }

    /// <summary>From here on the job does it, at once.</summary>
    public void Release(SubscriptionChange change, Guid person, DateTimeOffset now)
    {
        (change.State, change.ConfirmedBy, change.ConfirmedAt, change.NextAttempt) = (SubscriptionChangeState.Sending, person, now, now);
        after.Do(bell.Ring);
    }

    /// <summary>Of everything that was shown: two previews that differ in anything that matters have different hashes.</summary>
    public static string HashOf(PreviewChange.Answer said)
    {
        string?[] told =
        [
            said.Now.Id, said.Now.Customer, said.Now.Item, said.Now.Price, said.Now.Currency, said.Now.Status, said.Now.Ends ? "ends" : "", Stamp(said.Now.PeriodEnd),
            Words.Slug(said.Act), said.Price, said.Act == SubscriptionAct.ChangePlan ? Stamp(said.At) : "", said.Total?.ToString(CultureInfo.InvariantCulture),
            .. said.Lines.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.What} {l.Amount} {l.From.ToUnixTimeSeconds()} {l.Until.ToUnixTimeSeconds()}")),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', told))));
    }

    private static string Stamp(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
