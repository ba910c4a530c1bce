using System.Text.Json;
using Helpdesk.Domain.Billing;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Cli;

namespace Helpdesk.Features.Billing;

/// <summary><c>helpdesk refund-policy --jsonl FILE</c>: the decision of D41 and the approval of D42, one charge a line.</summary>
public static class RefundPolicyVerb
{
    /// <exception cref="BadLine">The line lacks something, or names something unknown.</exception>
    public static void Answer(JsonElement line, Utf8JsonWriter writer)
    {
        var decision = RefundPolicy.Shipped.Evaluate(Facts(line));
        writer.WriteString("decision", Words.Slug(decision.Outcome));
        if (decision.Amount is { } amount) writer.WriteNumber("amount", amount); else writer.WriteNull("amount");
        writer.WriteString("approval", Words.Slug(decision.Approval));
        writer.WriteStartArray("proof");
        foreach (var rule in decision.Proof)
        {
            writer.WriteStartObject();
            writer.WriteString("rule", rule.Rule);
            writer.WriteBoolean("applies", rule.Applies);
            writer.WriteString("why", rule.Why);
            if (rule.Arithmetic is not null) writer.WriteString("arithmetic", rule.Arithmetic);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static RefundFacts Facts(JsonElement line)
    {
        var plan = Field.Text(line, "plan");
        if (!Plans.TryParse(plan, out _)) throw new BadLine($"\"{plan}\" is no plan");

        var word = Field.Text(line, "interval");
        if (!Words.TryParse(word, out BillingInterval interval)) throw new BadLine($"\"{word}\" is no interval: month, year or one_time");

        var currency = Field.Text(line, "currency");
        if (currency.Length != 3 || !currency.All(char.IsAsciiLetter)) throw new BadLine($"\"{currency}\" is no currency");

        // What was bought once has no period, so it need not name one.
        var once = interval == BillingInterval.OneTime;
        return new RefundFacts(
            interval, currency, Amount(line, "amountPaid"), Amount(line, "alreadyRefunded"), Field.Instant(line, "paidAt"),
            Period(line, "periodStart", once), Period(line, "periodEnd", once), Field.Instant(line, "requestedAt"),
            Field.Flag(line, "disputed"), Field.Optional(line, "cancel") is null || Field.Flag(line, "cancel"));
    }

    private static DateTimeOffset? Period(JsonElement line, string name, bool optional) =>
        optional && Field.Optional(line, name) is null ? null : Field.Instant(line, name);

    private static long Amount(JsonElement line, string name) =>
        Field.Required(line, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var amount) && amount >= 0
            ? amount
            : throw new BadLine($"\"{name}\" is not a whole number of minor units, 0 or more");
}
