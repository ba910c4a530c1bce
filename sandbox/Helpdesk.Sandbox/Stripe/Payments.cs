using System.Text.Json.Nodes;

namespace Helpdesk.Sandbox.Stripe;

/// <summary>What a customer paid, or failed to pay, for one period of a plan.</summary>
internal sealed record Payment(
    string Customer, string Plan, string Interval, string Currency, long Amount, long PaidAt, long PeriodStart, long PeriodEnd, string? DeclineCode = null, string? Suffix = null);

/// <summary>Makes the objects that hang together: customer, card, subscription, invoice, its payment, charge.</summary>
internal static class Payments
{
    public static JsonObject Customer(StripeWorld world, string id, string? email, string? name)
    {
        if (world.Find("customer", id) is { } known) return known;
        world.Add(Shapes.New("payment_method", ("id", "pm_" + id), ("customer", id), ("type", "card"), ("created", world.Now), ("metadata", new JsonObject()),
            ("card", Shapes.New("payment_method.card", ("brand", "visa"), ("last4", "4242"), ("exp_month", 8), ("exp_year", 2031), ("funding", "credit"), ("display_brand", "visa")))));
        return world.Add(Shapes.New("customer", ("id", id), ("email", email), ("name", name), ("created", world.Now), ("currency", null), ("delinquent", false)));
    }

    /// <returns>The charge.</returns>
    public static JsonObject Pay(StripeWorld world, Payment payment)
    {
        var tail = payment.Suffix ?? StripeWorld.NewId("x")[2..];
        var failed = payment.DeclineCode is not null;
        var subscription = payment.Interval == "one_time" ? null : Subscription(world, payment);
        var intent = "pi_" + tail;
        var charge = world.Add(Charge(payment, "ch_" + tail, intent));
        var invoice = Invoice(payment, tail, subscription is null ? null : (string)subscription["id"]!);
        var paid = Shapes.New("invoice_payment", ("id", "inpay_" + tail), ("amount_paid", failed ? 0 : payment.Amount), ("amount_requested", payment.Amount), ("created", payment.PaidAt),
            ("currency", payment.Currency), ("invoice", "in_" + tail), ("is_default", true), ("status", failed ? "open" : "paid"),
            ("payment", new JsonObject { ["type"] = "payment_intent", ["payment_intent"] = intent }),
            ("status_transitions", new JsonObject { ["canceled_at"] = null, ["paid_at"] = failed ? null : payment.PaidAt }));
        invoice["payments"] = Shapes.List("/v1/invoice_payments", [paid]);
        world.Add(paid);
        world.Add(invoice);
        if (subscription is not null) (subscription["latest_invoice"], subscription["status"]) = ("in_" + tail, failed ? "past_due" : "active");
        return charge;
    }

    private static JsonObject Subscription(StripeWorld world, Payment payment)
    {
        var id = "sub_" + payment.Customer["cus_".Length..];
        if (world.Find("subscription", id) is { } known)
        {
            var item = known["items"]!["data"]![0]!;
            if (payment.PeriodEnd > (long)item["current_period_end"]!) (item["current_period_start"], item["current_period_end"]) = (payment.PeriodStart, payment.PeriodEnd);
            return known;
        }

        var price = Prices.Make($"price_{payment.Plan}_{payment.Interval}_{payment.Currency}", payment.Plan, payment.Interval, payment.Currency, payment.Amount, payment.PaidAt);
        var plan = Shapes.New("plan", ("id", (string)price["id"]!), ("active", true), ("amount", payment.Amount), ("created", payment.PaidAt), ("currency", payment.Currency), ("interval", payment.Interval), ("interval_count", 1), ("usage_type", "licensed"));
        var line = Shapes.New("subscription_item", ("id", "si_" + id), ("created", payment.PaidAt), ("current_period_start", payment.PeriodStart), ("current_period_end", payment.PeriodEnd),
            ("plan", plan), ("price", price), ("quantity", 1), ("subscription", id));
        return world.Add(Shapes.New("subscription", ("id", id), ("customer", payment.Customer), ("created", payment.PaidAt), ("start_date", payment.PeriodStart), ("billing_cycle_anchor", payment.PeriodStart),
            ("currency", payment.Currency), ("status", "active"), ("items", Shapes.List("/v1/subscription_items?subscription=" + id, [line]))));
    }

    private static JsonObject Invoice(Payment payment, string tail, string? subscription)
    {
        var (failed, paid) = (payment.DeclineCode is not null, payment.DeclineCode is null ? payment.Amount : 0);
        var line = Shapes.New("line_item", ("id", "il_" + tail), ("amount", payment.Amount), ("currency", payment.Currency), ("description", $"1 × {payment.Plan}"), ("invoice", "in_" + tail),
            ("period", new JsonObject { ["start"] = payment.PeriodStart, ["end"] = payment.PeriodEnd }), ("quantity", 1), ("subtotal", payment.Amount), ("subscription", subscription));
        if (subscription is not null)
            line["parent"] = Shapes.New("line_item.parent", ("type", "subscription_item_details"),
                ("subscription_item_details", Shapes.New("line_item.item", ("subscription", subscription), ("subscription_item", "si_" + subscription))));
        var invoice = Shapes.New("invoice", ("id", "in_" + tail), ("customer", payment.Customer), ("created", payment.PaidAt), ("currency", payment.Currency), ("status", failed ? "open" : "paid"),
            ("number", "SB-" + tail[^Math.Min(8, tail.Length)..].ToUpperInvariant()), ("total", payment.Amount), ("subtotal", payment.Amount), ("amount_due", payment.Amount), ("amount_paid", paid), ("amount_remaining", payment.Amount - paid),
            ("attempt_count", 1), ("attempted", true), ("billing_reason", subscription is null ? "manual" : "subscription_cycle"), ("period_start", payment.PeriodStart), ("period_end", payment.PeriodEnd),
            ("hosted_invoice_url", "https://invoice.stripe.example/i/" + tail), ("invoice_pdf", $"https://invoice.stripe.example/i/{tail}/pdf"),
            ("next_payment_attempt", failed ? payment.PaidAt + 3 * 86_400 : null), ("lines", Shapes.List($"/v1/invoices/in_{tail}/lines", [line])));
        invoice["status_transitions"]!["paid_at"] = failed ? null : payment.PaidAt;
        if (subscription is not null)
            invoice["parent"] = new JsonObject { ["type"] = "subscription_details", ["quote_details"] = null, ["subscription_details"] = new JsonObject { ["metadata"] = new JsonObject(), ["subscription"] = subscription } };
        return invoice;
    }

    private static JsonObject Charge(Payment payment, string id, string intent)
    {
        var failed = payment.DeclineCode is not null;
        return Shapes.New("charge", ("id", id), ("amount", payment.Amount), ("amount_captured", failed ? 0 : payment.Amount), ("captured", !failed), ("created", payment.PaidAt), ("currency", payment.Currency),
            ("customer", payment.Customer), ("payment_intent", intent), ("payment_method", "pm_" + payment.Customer), ("paid", !failed), ("status", failed ? "failed" : "succeeded"),
            ("failure_code", failed ? "card_declined" : null), ("failure_message", failed ? "Your card was declined." : null),
            ("outcome", Shapes.New("charge.outcome", ("type", failed ? "issuer_declined" : "authorized"), ("reason", payment.DeclineCode), ("network_status", failed ? "declined_by_network" : "approved_by_network"))),
            ("payment_method_details", new JsonObject { ["type"] = "card", ["card"] = Shapes.New("charge.card", ("brand", "visa"), ("last4", "4242"), ("exp_month", 8), ("exp_year", 2031), ("funding", "credit")) }));
    }
}
