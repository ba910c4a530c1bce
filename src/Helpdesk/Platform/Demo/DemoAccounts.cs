using System.Text.Json;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Database;

namespace Helpdesk.Platform.Demo;

/// <summary>The accounts of those customers who have one, with the facts that other systems would have told about them (§1).</summary>
internal static class DemoAccounts
{
    public static async Task Add(IServiceProvider scoped, DateTimeOffset now, CancellationToken cancel)
    {
        var requesters = scoped.GetRequiredService<Requesters>();
        var db = scoped.GetRequiredService<HelpdeskDb>();
        var number = 1_000;
        foreach (var customer in DemoTexts.Customers.Where(c => c.Plan is not null))
        {
            requesters.Add(new Account
            {
                Id = Guid.CreateVersion7(now), ExternalId = $"acct_{++number}", Email = customer.Email, Name = customer.Name,
                Plan = customer.PlanOrFree, Facts = Facts(customer, number, now), ChangedAt = now,
            });
        }

        await db.SaveChangesAsync(cancel);
        foreach (var customer in DemoTexts.Customers.Where(c => c.Plan is not null))
        {
            var known = await requesters.Find(customer.Email, customer.Name, accountExternalId: null, customer.Locale, now, cancel);
            known.Requester.Zone = customer.Zone;
        }

        await db.SaveChangesAsync(cancel);
    }

    /// <summary>What is not told here is unknown, and shown so.</summary>
    private static string Facts(DemoCustomer customer, int number, DateTimeOffset now)
    {
        var facts = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["plan"] = Fact(customer.PlanOrFree.Slug(), "stripe", 3),
            ["locale"] = Fact(customer.Locale, "product", 40),
            ["zone"] = Fact(customer.Zone, "product", 40),
            ["emailConfirmed"] = Fact(number % 9 != 0, "product", 200),
        };
        if (customer.PlanOrFree != Plan.Free) facts["stripeCustomerId"] = Fact($"cus_demo_{customer.PlanOrFree.Slug()}_{number}", "stripe", 3); // the sandbox knows it by this name
        foreach (var (name, value) in customer.Facts ?? []) facts[name] = Fact(value, name.StartsWith("api", StringComparison.Ordinal) ? "product" : "csv", 5 + number % 60);
        return JsonSerializer.Serialize(facts, JsonSerializerOptions.Web);

        object Fact(object value, string source, int daysOld) => new { value, source, at = now.AddDays(-daysOld) };
    }
}
