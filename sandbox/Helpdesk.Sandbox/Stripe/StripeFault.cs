using System.Text.Json.Nodes;

namespace Helpdesk.Sandbox.Stripe;

/// <summary>An error as Stripe says it.</summary>
internal sealed record StripeFault(int Status, string Type, string? Code, string Message, string? Param = null)
{
    public StripeResult Answer()
    {
        var error = new JsonObject { ["type"] = Type, ["message"] = Message };
        if (Code is not null) error["code"] = Code;
        if (Param is not null) error["param"] = Param;
        return new StripeResult(Status, new JsonObject { ["error"] = error });
    }

    public static StripeFault Missing(string what) => new(404, "invalid_request_error", "resource_missing", $"No such {what}.");
}

/// <summary>Status and body of an answer.</summary>
internal sealed record StripeResult(int Status, JsonObject Body)
{
    public static StripeResult Good(JsonObject body) => new(200, (JsonObject)body.DeepClone());
}
