using System.Text.Json.Nodes;

namespace Helpdesk.Sandbox.Stripe;

/// <summary>Prices of the demo's plans, by ids such as <c>price_family_month_usd</c>, and what a change from one to another comes to.</summary>
internal static class Prices
{
    /// <summary>A price somebody has, or one of the demo's plans; null when there is none of this id.</summary>
    public static JsonObject? Find(StripeWorld world, string? id)
    {
        if (id is null) return null;
        var held = world.All("subscription").Select(s => (JsonObject)s["items"]!["data"]![0]!["price"]!).FirstOrDefault(p => (string?)p["id"] == id);
        if (held is not null) return (JsonObject)held.DeepClone();
        var words = id.Split('_');
        if (words is not ["price", .. var plan, var interval and ("month" or "year"), { Length: 3 } currency]) return null;
        var name = string.Join('_', plan);
        return DemoCustomers.MonthlyOf(name) is { } monthly ? Make(id, name, interval, currency, interval == "year" ? monthly * 10 : monthly, world.Now) : null;
    }

    public static JsonObject Make(string id, string plan, string interval, string currency, long amount, long created) => Shapes.New("price",
        ("id", id), ("active", true), ("created", created), ("currency", currency), ("nickname", plan), ("lookup_key", plan), ("product", "prod_" + plan), ("type", "recurring"),
        ("unit_amount", amount), ("unit_amount_decimal", amount.ToString()), ("recurring", Shapes.New("price.recurring", ("interval", interval), ("interval_count", 1), ("usage_type", "licensed"))));

    /// <summary>The next invoice as it would be: what is unused of the old price, the rest of the period at the new one, and the next period.</summary>
    public static JsonObject Preview(StripeWorld world, JsonObject subscription, JsonObject price, long at)
    {
        var item = subscription["items"]!["data"]![0]!;
        var (start, end) = ((long)item["current_period_start"]!, (long)item["current_period_end"]!);
        var (old, wanted) = ((long)item["price"]!["unit_amount"]!, (long)price["unit_amount"]!);
        var left = Math.Clamp(end - at, 0, end - start);
        long Part(long amount) => (amount * left * 2 + (end - start)) / ((end - start) * 2);
        JsonObject Line(string what, long amount, long from, long until, bool proration) => Shapes.New("line_item", ("id", StripeWorld.NewId("il")), ("amount", amount), ("subtotal", amount),
            ("currency", (string)subscription["currency"]!), ("description", what), ("period", new JsonObject { ["start"] = from, ["end"] = until }), ("quantity", 1),
            ("subscription", (string)subscription["id"]!), ("parent", Shapes.New("line_item.parent", ("type", "subscription_item_details"), ("subscription_item_details",
                Shapes.New("line_item.item", ("subscription", (string)subscription["id"]!), ("subscription_item", (string)item["id"]!), ("proration", proration))))));
        JsonObject[] lines =
        [
            Line($"Unused time on {(string?)item["price"]!["nickname"]}", -Part(old), at, end, true), Line($"Remaining time on {(string?)price["nickname"]}", Part(wanted), at, end, true),
            Line($"1 × {(string?)price["nickname"]}", wanted, end, end + (end - start), false),
        ];
        var total = lines.Sum(l => (long)l["amount"]!);
        return Shapes.New("invoice", ("id", StripeWorld.NewId("upcoming_in")), ("customer", (string)subscription["customer"]!), ("created", world.Now), ("currency", (string)subscription["currency"]!), ("status", "draft"),
            ("total", total), ("subtotal", total), ("amount_due", total), ("amount_remaining", total), ("billing_reason", "upcoming"), ("period_start", start), ("period_end", end), ("lines", Shapes.List("/v1/invoices/upcoming/lines", lines)),
            ("parent", new JsonObject { ["type"] = "subscription_details", ["quote_details"] = null, ["subscription_details"] = new JsonObject { ["metadata"] = new JsonObject(), ["subscription"] = (string)subscription["id"]! } }));
    }
}
