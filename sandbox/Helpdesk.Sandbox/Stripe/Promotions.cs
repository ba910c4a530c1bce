using System.Text.Json.Nodes;

namespace Helpdesk.Sandbox.Stripe;

/// <summary>Codes to try: one that works, and one for each reason why a code does not.</summary>
internal static class Promotions
{
    private const long Day = 86_400;

    /// <summary>They exist since always.</summary>
    public static void Bring(StripeWorld world)
    {
        if (!world.IsFirst("promotion codes")) return;
        Add(world, "SPRING25", percent: 25, months: 3);
        Add(world, "FIVEOFF", amount: 500);
        Add(world, "WINTER10", percent: 10, ends: world.Now - Day);
        Add(world, "HUNDRED", percent: 50, most: 100, used: 100);
        Add(world, "SWITCHEDOFF", percent: 20, active: false);
        Add(world, "FIRST50", percent: 50, first: true);
        Add(world, "FAMILYONLY", percent: 15, products: "prod_family");
    }

    private static void Add(
        StripeWorld world, string code, int? percent = null, long? amount = null, int? months = null, long? ends = null, long? most = null, long used = 0, bool active = true, bool first = false, string? products = null)
    {
        var coupon = Shapes.New("coupon", ("id", "co_" + code.ToLowerInvariant()), ("created", world.Now), ("percent_off", percent), ("amount_off", amount), ("currency", amount is null ? null : "usd"),
            ("duration", months is null ? "once" : "repeating"), ("duration_in_months", months), ("valid", active && ends is null), ("times_redeemed", used));
        if (products is not null) coupon["applies_to"] = new JsonObject { ["products"] = new JsonArray(products) };
        world.Add(Shapes.New("promotion_code", ("id", "promo_" + code.ToLowerInvariant()), ("code", code), ("created", world.Now), ("active", active), ("expires_at", ends), ("max_redemptions", most), ("times_redeemed", used),
            ("promotion", new JsonObject { ["type"] = "coupon", ["coupon"] = coupon }),
            ("restrictions", new JsonObject { ["first_time_transaction"] = first, ["minimum_amount"] = null, ["minimum_amount_currency"] = null })));
    }
}
