using System.Security.Cryptography;
using System.Text.Json;
using Helpdesk.Domain.Billing;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Billing;

/// <summary>The door to the intents. Every change locks the ticket before the intent, as everywhere: two orders would be a deadlock.</summary>
public sealed class RefundIntents(HelpdeskDb db, Tickets.Tickets tickets, AfterCommit after, WakeUp bell)
{
    public void Add(RefundIntent intent) => db.Add(intent);

    public void Add(OutsideRefund refund) => db.Add(refund);

    /// <exception cref="NotFound">There is none, or its ticket is not for this caller (D34).</exception>
    public async Task<(Ticket Ticket, RefundIntent Intent)> ForChange(Guid id, DateTimeOffset now, CancellationToken cancel)
    {
        var ticketId = await db.Set<RefundIntent>().Where(i => i.Id == id).Select(i => (Guid?)i.TicketId).SingleOrDefaultAsync(cancel) ?? throw new NotFound();
        var ticket = await tickets.ForChange(ticketId, now, cancel);
        var intent = await db.Set<RefundIntent>().FromSql($"select * from refund_intent where id = {id} for update").SingleAsync(cancel);
        return (ticket, intent);
    }

    public Task<RefundIntent?> Find(Guid id, CancellationToken cancel) => db.Set<RefundIntent>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancel);

    /// <summary>Those of a charge that are not decided at Stripe yet; at most one (D42).</summary>
    public async Task<IReadOnlyList<Guid>> OpenOn(string charge, CancellationToken cancel) =>
        await db.Set<RefundIntent>().Where(i => i.Charge == charge && (i.State == RefundState.Requested || i.State == RefundState.Waiting || i.State == RefundState.Sending)).Select(i => i.Id).ToListAsync(cancel);

    public IQueryable<RefundIntent> All => db.Set<RefundIntent>().AsNoTracking();

    public IQueryable<OutsideRefund> Outside => db.Set<OutsideRefund>();

    /// <summary>A new intent with a key of its own, on what the quote says.</summary>
    /// <param name="id">Made when the form was drawn: the same form sent twice is one intent.</param>
    public static RefundIntent New(Guid id, QuoteRefund.Answer said, Guid person, DateTimeOffset now) => new()
    {
        Id = id, TicketId = said.Ticket.Id, Charge = said.Quote.Charge, Customer = said.Quote.Customer, Subscription = said.Quote.Subscription, Currency = said.Quote.Currency.Code,
        Key = "helpdesk-refund-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), State = RefundState.Requested, RequestedBy = person, RequestedAt = now,
    };

    /// <summary>Freezes what was decided (D42): figures, proof and hash.</summary>
    public static void Freeze(RefundIntent intent, QuoteRefund.Answer said, long? amount, string? reason)
    {
        var (quote, decision) = (said.Quote, said.Quote.Decision);
        (intent.Amount, intent.Paid, intent.RefundedBefore) = (amount, quote.Facts.AmountPaid, quote.Facts.AlreadyRefunded);
        (intent.Decision, intent.Approval) = (Words.Slug(decision.Outcome), Words.Slug(RefundRules.ApprovalOf(quote, amount)));
        intent.Proof = JsonSerializer.Serialize(decision.Proof, JsonSerializerOptions.Web);
        (intent.Sentence, intent.PolicyVersion, intent.AskedAt, intent.MessageId, intent.Then) = (said.Sentence, quote.PolicyVersion, quote.Facts.RequestedAt, said.Message, quote.Then);
        if (!string.IsNullOrWhiteSpace(reason)) intent.Reason = Platform.Http.PlainText.Storable(reason.Trim());
        intent.Hash = quote.Hash(amount);
    }

    /// <summary>From here on the job executes it, at once (D42).</summary>
    public void Release(RefundIntent intent, Guid person, DateTimeOffset now)
    {
        (intent.State, intent.ApprovedBy, intent.ApprovedAt, intent.NextAttempt) = (RefundState.Sending, person, now, now);
        after.Do(bell.Ring);
    }

    /// <summary>D28: new → open at the first staff act; a closed ticket takes no new money action.</summary>
    public void BeginOn(Ticket ticket, DateTimeOffset now)
    {
        if (ticket.State == TicketState.Closed) throw new Refused("This ticket is closed. Open a follow-up to refund from there.");
        if (ticket.State == TicketState.New) tickets.Record(ticket, new StateChanged(TicketState.Open, "staff_act"), now);
    }

    public static IReadOnlyList<RefundRule> ProofOf(RefundIntent intent) => JsonSerializer.Deserialize<List<RefundRule>>(intent.Proof, JsonSerializerOptions.Web)!;
}
