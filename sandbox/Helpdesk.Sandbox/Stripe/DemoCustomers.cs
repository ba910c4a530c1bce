using System.Globalization;

namespace Helpdesk.Sandbox.Stripe;

/// <summary>
/// The customers of the demo: <c>cus_demo_premium_1007</c> exists since always, with plan, payments and now and then some trouble that
/// follow from its name, so that a sandbox started anew knows the accounts of a demo database made before.
/// </summary>
internal static class DemoCustomers
{
    private const long Day = 86_400;

    private static readonly Dictionary<string, long> Monthly = new(StringComparer.Ordinal)
    {
        ["alexa_starter"] = 499, ["individual"] = 999, ["premium"] = 1_999, ["family"] = 2_999, ["professional"] = 9_900, ["enterprise"] = 49_900,
    };

    /// <summary>What a plan of the demo costs a month; null when there is no such plan.</summary>
    public static long? MonthlyOf(string plan) => Monthly.TryGetValue(plan, out var price) ? price : null;

    /// <summary>Makes the customer that this id belongs to, with everything of theirs; nothing when it is no id of the demo.</summary>
    public static void Bring(StripeWorld world, string id)
    {
        var at = id.IndexOf("_demo_", StringComparison.Ordinal);
        if (at < 0) return;
        var words = id[(at + "_demo_".Length)..].Split('_');
        var number = Array.FindIndex(words, w => w.All(char.IsAsciiDigit) && w.Length is > 0 and < 7);
        if (number < 1) return;
        var (plan, n) = (string.Join('_', words[..number]), int.Parse(words[number], CultureInfo.InvariantCulture));
        var name = $"demo_{plan}_{words[number]}";
        if (Monthly.TryGetValue(plan, out var price) && world.IsFirst(name)) Make(world, name, plan, n, price);
    }

    private static void Make(StripeWorld world, string name, string plan, int n, long price)
    {
        var customer = "cus_" + name;
        var yearly = n % 5 == 0;
        var currency = n % 17 == 0 ? "sek" : n % 13 == 0 ? "jpy" : n % 11 == 0 ? "gbp" : n % 7 == 0 ? "eur" : "usd";
        var (length, amount) = yearly ? (365 * Day, price * 10) : (30 * Day, price);
        Payments.Customer(world, customer, email: null, name: null);
        var latest = world.Now - (n % 23 + 2) * Day;
        for (var back = yearly ? 0 : 2; back >= 0; back--)
        {
            var start = latest - back * length;
            var declined = back == 0 && n % 10 == 3 ? "insufficient_funds" : null;
            var charge = Payments.Pay(world, new Payment(customer, plan, yearly ? "year" : "month", currency, amount, start, start, start + length, declined, $"{name}_{back}"));
            if (back == 1 && n % 10 == 7) Disputing.Open(world, charge, "fraudulent");
            if (back == 1 && n % 10 == 9) Refunding.Record(world, charge, amount / 4 / 100 * 100, null, "succeeded", metadata: []);
        }
    }
}
