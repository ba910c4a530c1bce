using System.Text.Json.Nodes;

namespace Helpdesk.Sandbox.Stripe;

/// <summary>A cardholder's bank takes the money back until it has decided.</summary>
internal static class Disputing
{
    public static JsonObject Open(StripeWorld world, JsonObject charge, string reason)
    {
        charge["disputed"] = true;
        var dispute = Shapes.New("dispute", ("id", StripeWorld.NewId("du")), ("amount", (long)charge["amount"]!), ("charge", (string)charge["id"]!), ("created", world.Now),
            ("currency", (string)charge["currency"]!), ("is_charge_refundable", false), ("payment_intent", (string?)charge["payment_intent"]), ("reason", reason), ("status", "needs_response"));
        dispute["evidence_details"]!["due_by"] = world.Now + 7 * 86_400;
        return world.Add(dispute);
    }

    /// <param name="status"><c>won</c> or <c>lost</c>.</param>
    public static void Close(JsonObject dispute, string status)
    {
        dispute["status"] = status;
        dispute["is_charge_refundable"] = status == "won";
    }
}
