using Helpdesk.Domain.Billing;
using Helpdesk.Platform.Stripe;

namespace Helpdesk.Features.Billing;

/// <summary>What the panel shows of a customer (D40). It is kept as the last known copy, so it holds no name and no address.</summary>
public sealed record BillingFacts(
    IReadOnlyList<BillingFacts.Plan> Plans, IReadOnlyList<BillingFacts.Payment> Payments, IReadOnlyList<BillingFacts.Bill> Bills, IReadOnlyList<string> Cards, long Balance)
{
    private const int MostPayments = 8;

    /// <param name="Status">Stripe's word.</param>
    public sealed record Plan(string Id, string Name, long? Price, string Currency, string Every, string Status, bool Ends, DateTimeOffset? Until);

    /// <param name="Failure">The bank's code; null when it went through.</param>
    /// <param name="Dispute">Null, or until when we can answer (the default time: unknown).</param>
    /// <param name="Lines">What it was for; they add up to the amount. Null when Stripe ties no invoice to it.</param>
    public sealed record Payment(
        string Charge, DateTimeOffset At, long Amount, long Refunded, string Currency, string Status, string? Failure, bool Disputed, DateTimeOffset? AnswerBy, IReadOnlyList<ChargeLine>? Lines = null)
    {
        public bool HasRest => Status == "succeeded" && !Disputed && Refunded < Amount;
    }

    public sealed record Bill(string Number, DateTimeOffset At, long Total, string Currency, string Status, string? Pdf, string? Page, DateTimeOffset? NextTry);

    /// <summary>Asks Stripe, several things at once.</summary>
    public static async Task<BillingFacts> Read(StripeClient stripe, string customer, CancellationToken cancel)
    {
        var (known, plans, charges, bills, cards) = (stripe.Customer(customer, cancel), stripe.Subscriptions(customer, cancel), stripe.Charges(customer, cancel), stripe.Invoices(customer, cancel), stripe.PaymentMethods(customer, cancel));
        await Task.WhenAll(known, plans, charges, bills, cards);
        var invoices = await bills;
        var recent = (await charges).OrderByDescending(c => c.Created).Take(MostPayments).ToList();
        var disputes = await Task.WhenAll(recent.Where(c => c.Disputed).Select(c => stripe.Disputes(c.Id, cancel)));
        return new BillingFacts(
            [.. (await plans).Select(PlanOf)],
            [.. recent.Select(c => PaymentOf(c, [.. disputes.SelectMany(d => d).Where(d => d.Charge.Id == c.Id)], invoices))],
            [.. invoices.OrderByDescending(b => b.Created).Take(MostPayments).Select(BillOf)],
            [.. (await cards).Where(m => m.Card is not null).Select(m => $"{m.Card!.Brand} …{m.Card.Last4}, {m.Card.ExpMonth:00}/{m.Card.ExpYear}")],
            (await known).Balance);
    }

    private static Plan PlanOf(StripeSubscription s)
    {
        var item = s.Items.Data.FirstOrDefault();
        return new Plan(s.Id, item?.Price.Nickname ?? item?.Price.LookupKey ?? "Subscription", item?.Price.UnitAmount, s.Currency, item?.Price.Recurring?.Interval ?? "", s.Status,
            s.CancelAtPeriodEnd || s.CancelAt is not null, s.EndedAt ?? s.CancelAt ?? item?.CurrentPeriodEnd);
    }

    private static Payment PaymentOf(StripeCharge c, IReadOnlyList<StripeDispute> disputes, IReadOnlyList<StripeInvoice> invoices) => new(
        c.Id, c.Created, Charged(c), c.AmountRefunded, c.Currency, c.Status, c.Status == "failed" ? c.Outcome?.Reason ?? c.FailureCode ?? "declined" : null,
        c.Disputed && (disputes.Count == 0 || disputes.Any(d => !d.IsOver)), disputes.FirstOrDefault(d => !d.IsOver)?.EvidenceDetails?.DueBy,
        PaidFor.Of(c, invoices, []).Invoice is { } invoice ? ChargeLine.Explain(invoice, Charged(c)) : null);

    private static long Charged(StripeCharge c) => c.Status == "succeeded" ? c.AmountCaptured : c.Amount;

    private static Bill BillOf(StripeInvoice i) => new(i.Number ?? "draft", i.Created, i.Total, i.Currency, i.Status ?? "draft", i.InvoicePdf, i.HostedInvoiceUrl, i.NextPaymentAttempt);
}
