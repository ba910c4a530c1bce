using System.Text.Json.Nodes;

namespace Helpdesk.Sandbox.Stripe;

/// <summary>The operations under <c>/v1</c>: what is asked, and what Stripe would answer. Callers hold the world's gate.</summary>
internal sealed class StripeApi(StripeWorld world, StripeEvents events, Faults.ArmedFaults faults)
{
    public StripeResult Answer(string method, string[] path, StripeParameters asked) => (method, path) switch
    {
        ("GET", ["customers"]) => Listed("customer", asked, c => Equals(c, "email", asked["email"])),
        ("GET", ["customers", var id]) => One("customer", id),
        ("GET", ["customers", var id, "payment_methods"]) => OfCustomer("payment_method", id, asked),
        ("GET", ["subscriptions"]) => OfCustomer("subscription", asked["customer"], asked, s => asked["status"] == "all" || (string?)s["status"] != "canceled"),
        ("GET", ["subscriptions", var id]) => One("subscription", id),
        ("POST", ["subscriptions", var id]) => Change(id, asked),
        ("DELETE", ["subscriptions", var id]) => Cancel(id),
        ("GET", ["invoices"]) => OfCustomer("invoice", asked["customer"], asked),
        ("POST", ["invoices", "create_preview"]) => Preview(asked),
        ("GET", ["invoices", var id]) => One("invoice", id),
        ("GET", ["invoice_payments"]) => Listed("invoice_payment", asked, p => Equals(p, "invoice", asked["invoice"])),
        ("GET", ["charges"]) => OfCustomer("charge", asked["customer"], asked),
        ("GET", ["charges", var id]) => One("charge", id),
        ("GET", ["disputes"]) => Listed("dispute", asked, d => Equals(d, "charge", asked["charge"])),
        ("GET", ["refunds"]) => OfCharge(asked),
        ("GET", ["refunds", var id]) => One("refund", id),
        ("POST", ["refunds"]) => Refund(asked),
        ("GET", ["promotion_codes"]) => Codes(asked),
        ("POST", ["billing_portal", "sessions"]) => Portal(asked),
        ("GET", ["events"]) => Listed("event", asked, e => events.Fits(e, asked)),
        _ => new StripeFault(404, "invalid_request_error", null, $"Unrecognized request URL ({method}: /v1/{string.Join('/', path)}).").Answer(),
    };

    private StripeResult Refund(StripeParameters asked)
    {
        if (asked["charge"] is not { } id) return new StripeFault(400, "invalid_request_error", "parameter_missing", "One of charge and payment_intent is needed.").Answer();
        var charge = world.Find("charge", id);
        var amount = asked.Number("amount");
        if (Refunding.Problem(charge, amount) is { } problem) return problem.Answer();
        var status = faults.Take(Faults.Fault.StripeRefundPending) ? "pending" : faults.Take(Faults.Fault.StripeRefundNeedsAction) ? "requires_action" : "succeeded";
        var refund = Refunding.Record(world, charge!, amount ?? Refunding.Left(charge!), asked["reason"], status, asked.Under("metadata"));
        events.Happened("refund.created", refund, asked.Key);
        events.Happened("charge.refunded", charge!, asked.Key);
        return StripeResult.Good(refund);
    }

    private StripeResult Change(string id, StripeParameters asked)
    {
        if (world.Find("subscription", id) is not { } subscription) return StripeFault.Missing("subscription").Answer();
        if ((string?)subscription["status"] == "canceled") return new StripeFault(400, "invalid_request_error", null, "A canceled subscription can only update its cancellation_details.").Answer();
        if (asked["cancel_at_period_end"] is { } ends)
        {
            subscription["cancel_at_period_end"] = ends == "true";
            subscription["cancel_at"] = ends == "true" ? (long)subscription["items"]!["data"]![0]!["current_period_end"]! : null;
        }

        if (asked["items[0][price]"] is { } wanted)
        {
            var item = subscription["items"]!["data"]![0]!;
            if (asked["items[0][id]"] != (string?)item["id"]) return StripeFault.Missing("subscription_item").Answer();
            if (Prices.Find(world, wanted) is not { } price || (string?)price["currency"] != (string?)subscription["currency"]) return StripeFault.Missing("price").Answer();
            item["price"] = price;
        }

        events.Happened("customer.subscription.updated", subscription, asked.Key);
        return StripeResult.Good(subscription);
    }

    private StripeResult Preview(StripeParameters asked)
    {
        if (world.Find("subscription", asked["subscription"]) is not { } subscription) return StripeFault.Missing("subscription").Answer();
        if (Prices.Find(world, asked["subscription_details[items][0][price]"]) is not { } price || (string?)price["currency"] != (string?)subscription["currency"]) return StripeFault.Missing("price").Answer();
        return StripeResult.Good(Prices.Preview(world, subscription, price, asked.Number("subscription_details[proration_date]") ?? world.Now));
    }

    private StripeResult Codes(StripeParameters asked)
    {
        Promotions.Bring(world);
        return Listed("promotion_code", asked, c => asked["code"] is not { } code || string.Equals((string?)c["code"], code, StringComparison.OrdinalIgnoreCase));
    }

    private StripeResult Cancel(string id)
    {
        if (world.Find("subscription", id) is not { } subscription || (string?)subscription["status"] == "canceled") return StripeFault.Missing("subscription").Answer();
        (subscription["status"], subscription["canceled_at"], subscription["ended_at"]) = ("canceled", world.Now, world.Now);
        events.Happened("customer.subscription.deleted", subscription, null);
        return StripeResult.Good(subscription);
    }

    private StripeResult Portal(StripeParameters asked)
    {
        if (world.Find("customer", asked["customer"]) is null) return StripeFault.Missing("customer").Answer();
        var id = StripeWorld.NewId("bps");
        return StripeResult.Good(Shapes.New("billing_portal.session", ("id", id), ("configuration", "bpc_1"), ("created", world.Now), ("customer", asked["customer"]), ("return_url", asked["return_url"]), ("url", $"https://billing.stripe.example/p/session/{id}")));
    }

    private StripeResult One(string kind, string id) => world.Find(kind, id) is { } found ? StripeResult.Good(found) : StripeFault.Missing(kind).Answer();

    private StripeResult OfCustomer(string kind, string? customer, StripeParameters asked, Func<JsonObject, bool>? also = null)
    {
        if (customer is not null && world.Find("customer", customer) is null) return StripeFault.Missing("customer").Answer();
        return Listed(kind, asked, o => Equals(o, "customer", customer) && (also is null || also(o)));
    }

    private StripeResult OfCharge(StripeParameters asked)
    {
        if (asked["charge"] is { } id && world.Find("charge", id) is null) return StripeFault.Missing("charge").Answer();
        return Listed("refund", asked, r => Equals(r, "charge", asked["charge"]));
    }

    private StripeResult Listed(string kind, StripeParameters asked, Func<JsonObject, bool> fits)
    {
        var all = world.All(kind).Where(fits);
        if (asked["starting_after"] is { } after) all = all.SkipWhile(o => (string?)o["id"] != after).Skip(1);
        var most = (int)(asked.Number("limit") ?? 10);
        var page = all.Take(most + 1).ToList();
        return new StripeResult(200, Shapes.List("/v1/" + kind + "s", page.Take(most), page.Count > most));
    }

    private static bool Equals(JsonObject one, string name, string? wanted) => wanted is null || (string?)one[name] == wanted;
}
