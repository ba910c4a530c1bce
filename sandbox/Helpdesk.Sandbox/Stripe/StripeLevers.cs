using System.Globalization;
using System.Text.Json.Nodes;

namespace Helpdesk.Sandbox.Stripe;

/// <summary>What happens at Stripe without us: somebody pays, a bank disputes or sends a refund back, a colleague refunds in the dashboard.</summary>
internal static class StripeLevers
{
    private const long Month = 30 * 86_400;

    public static void Map(WebApplication app)
    {
        app.Map("/v1/{**path}", (HttpContext context, string path, StripeDoor door) => door.Handle(context, path));
        app.MapPost("/stripe/payments", Pay);
        app.MapPost("/stripe/charges/{id}/refund", (string id, HttpRequest request, StripeWorld world, StripeEvents events) => Act(request, world, events, input =>
        {
            var charge = world.Find("charge", id);
            var amount = Number(input, "amount");
            if (Refunding.Problem(charge, amount) is { } problem) return problem.Answer().Body;
            var refund = Refunding.Record(world, charge!, amount ?? Refunding.Left(charge!), null, "succeeded", []);
            events.Happened("refund.created", refund, null);
            events.Happened("charge.refunded", charge!, null);
            return refund;
        }));
        app.MapPost("/stripe/charges/{id}/dispute", (string id, HttpRequest request, StripeWorld world, StripeEvents events) => Act(request, world, events, input =>
        {
            if (world.Find("charge", id) is not { } charge) return null;
            var dispute = Disputing.Open(world, charge, input["reason"] ?? "fraudulent");
            events.Happened("charge.dispute.created", dispute, null);
            return dispute;
        }));
        app.MapPost("/stripe/disputes/{id}/close", (string id, HttpRequest request, StripeWorld world, StripeEvents events) => Act(request, world, events, input =>
        {
            if (world.Find("dispute", id) is not { } dispute) return null;
            Disputing.Close(dispute, input["status"] ?? "won");
            events.Happened("charge.dispute.closed", dispute, null);
            return dispute;
        }));
        app.MapPost("/stripe/refunds/{id}/{outcome:regex(^(succeed|fail|cancel)$)}", (string id, string outcome, HttpRequest request, StripeWorld world, StripeEvents events) => Act(request, world, events, input =>
        {
            if (world.Find("refund", id) is not { } refund) return null;
            if (outcome == "succeed") refund["status"] = "succeeded";
            else Refunding.TakeBack(world, refund, outcome == "fail" ? "failed" : "canceled", input["reason"] ?? "lost_or_stolen_card");
            events.Happened(outcome == "fail" ? "refund.failed" : "refund.updated", refund, null);
            return refund;
        }));
        app.MapGet("/stripe/ledger.json", (StripeWorld world) =>
        {
            lock (world.Gate) return Results.Text(new JsonArray([.. world.All("refund").Select(r => r.DeepClone())]).ToJsonString(), "application/json");
        });
        app.MapGet("/stripe/calls.json", (StripeDoor door) => door.Calls.OrderBy(c => c.Key, StringComparer.Ordinal).ToDictionary(c => c.Key, c => c.Value));
    }

    private static Task<IResult> Pay(HttpRequest request, StripeWorld world, StripeEvents events) => Act(request, world, events, input =>
    {
        var customer = input["customer"] ?? StripeWorld.NewId("cus");
        var paid = Number(input, "paidAt") ?? world.Now;
        var interval = input["interval"] ?? "month";
        Payments.Customer(world, customer, input["email"], input["name"]);
        return Payments.Pay(world, new Payment(customer, input["plan"] ?? "premium", interval, input["currency"] ?? "usd", Number(input, "amount") ?? 1_999, paid,
            Number(input, "periodStart") ?? paid, Number(input, "periodEnd") ?? paid + (interval == "year" ? 365 * 86_400 : Month), input["decline"]));
    });

    private static async Task<IResult> Act(HttpRequest request, StripeWorld world, StripeEvents events, Func<Input, JsonObject?> act)
    {
        var input = await Input.Read(request);
        string? body;
        lock (world.Gate) body = act(input ?? new Input())?.ToJsonString();
        await events.Release();
        return body is null ? Results.NotFound() : Results.Text(body, "application/json");
    }

    private static long? Number(Input input, string name) => long.TryParse(input[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
