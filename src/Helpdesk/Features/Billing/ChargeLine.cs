using Helpdesk.Platform.Stripe;

namespace Helpdesk.Features.Billing;

/// <summary>One line of what was charged, in plain words (D40, D45): what for, from when to when, how much. Minor units; below zero is a credit.</summary>
public sealed record ChargeLine(string What, long Amount, DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>The lines of an invoice, and what stands between their sum and its total.</summary>
    public static IReadOnlyList<ChargeLine> Of(StripeInvoice invoice)
    {
        var lines = (invoice.Lines?.Data ?? []).Select(l => new ChargeLine(WordsOf(l), l.Amount, l.Period.Start, l.Period.End)).ToList();
        return Balanced(lines, invoice.Total, "Tax and discounts", invoice.Created);
    }

    /// <summary>Of one payment: the lines add up to exactly what was charged.</summary>
    /// <param name="charged">Minor units.</param>
    public static IReadOnlyList<ChargeLine> Explain(StripeInvoice invoice, long charged) =>
        Balanced([.. Of(invoice)], charged, charged < invoice.Total ? "Paid from the customer’s balance, or by another payment" : "Owed from before", invoice.Created);

    private static List<ChargeLine> Balanced(List<ChargeLine> lines, long total, string rest, DateTimeOffset at)
    {
        var open = total - lines.Sum(l => l.Amount);
        if (open != 0) lines.Add(new ChargeLine(rest, open, at, at));
        return lines;
    }

    private static string WordsOf(StripeInvoice.Line line) =>
        line.Description is { Length: > 0 } said ? said.Replace('_', ' ')
        : line.Parent?.SubscriptionItemDetails is { Proration: true } ? line.Amount < 0 ? "Unused time, credited" : "Rest of the period"
        : "Subscription";
}
