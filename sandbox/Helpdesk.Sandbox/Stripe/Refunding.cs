using System.Text.Json.Nodes;

namespace Helpdesk.Sandbox.Stripe;

/// <summary>Refunds as Stripe makes them: never more than was captured, never on a disputed charge, and not always at once.</summary>
internal static class Refunding
{
    /// <summary>Why not; null when it can be made.</summary>
    public static StripeFault? Problem(JsonObject? charge, long? amount)
    {
        if (charge is null) return new StripeFault(404, "invalid_request_error", "resource_missing", "No such charge.", "charge");
        if ((string?)charge["status"] != "succeeded") return new StripeFault(400, "invalid_request_error", "charge_not_refundable", "The charge has not succeeded.", "charge");
        if ((bool)charge["disputed"]!) return new StripeFault(400, "invalid_request_error", "charge_disputed", "The charge is disputed.", "charge");
        var left = Left(charge);
        if (left == 0) return new StripeFault(400, "invalid_request_error", "charge_already_refunded", "The charge has already been refunded.", "charge");
        if (amount is <= 0) return new StripeFault(400, "invalid_request_error", "parameter_invalid_integer", "The amount must be greater than zero.", "amount");
        return amount > left ? new StripeFault(400, "invalid_request_error", "amount_too_large", "The amount is greater than what is left of the charge.", "amount") : null;
    }

    public static long Left(JsonObject charge) => (long)charge["amount_captured"]! - (long)charge["amount_refunded"]!;

    public static JsonObject Record(StripeWorld world, JsonObject charge, long amount, string? reason, string status, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var kept = new JsonObject();
        foreach (var (name, value) in metadata) kept[name] = value;
        charge["amount_refunded"] = (long)charge["amount_refunded"]! + amount;
        charge["refunded"] = Left(charge) == 0;
        var refund = Shapes.New("refund", ("id", StripeWorld.NewId("re")), ("amount", amount), ("charge", (string)charge["id"]!), ("created", world.Now), ("currency", (string)charge["currency"]!),
            ("customer", (string?)charge["customer"]), ("metadata", kept), ("payment_intent", (string?)charge["payment_intent"]), ("reason", reason), ("status", status));
        if (status == "pending") refund["pending_reason"] = "processing";
        if (status == "succeeded") refund["destination_details"] = new JsonObject { ["type"] = "card", ["card"] = new JsonObject { ["reference"] = "8" + refund["id"]!.ToString()[^11..], ["reference_status"] = "available", ["reference_type"] = "acquirer_reference_number", ["type"] = "refund" } };
        return world.Add(refund);
    }

    /// <summary>The bank sends the money back (a failure days later), or the refund is withdrawn: it is ours again.</summary>
    public static void TakeBack(StripeWorld world, JsonObject refund, string status, string reason)
    {
        if ((string?)refund["status"] is "failed" or "canceled") return;
        refund["status"] = status;
        if (status == "failed") refund["failure_reason"] = reason;
        var charge = world.Find("charge", (string?)refund["charge"])!;
        charge["amount_refunded"] = (long)charge["amount_refunded"]! - (long)refund["amount"]!;
        charge["refunded"] = false;
    }
}
