using System.Text.Json;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Platform.Demo;

/// <summary>One conversation as it is written in <c>Platform/Demo/*.json</c>; words in braces are filled in from the customer.</summary>
/// <param name="Topic">The subcategory that a person would choose.</param>
/// <param name="First">The first answer of the desk.</param>
/// <param name="Back">What the customer answers to it.</param>
/// <param name="Last">The answer that resolves it.</param>
/// <param name="Again">What the customer writes when it was not resolved after all.</param>
/// <param name="Note">What colleagues tell each other.</param>
/// <param name="Wait">What it waits for when it is put on hold.</param>
/// <param name="From">Who writes such a thing: <c>anyone</c>, <c>home</c>, <c>paid</c> or <c>business</c>.</param>
/// <param name="Template">The reply template that fits the first answer.</param>
internal sealed record DemoText(
    string Topic, string[] Subjects, string Body, string First, string Back, string Last, string? Again = null, string? Note = null, string? Wait = null,
    string From = "anyone", string Locale = "en", string? Template = null, string? File = null)
{
    public bool IsSafety => Taxonomy.Get(Topic).Category == Category.Safety;
}

/// <summary>Somebody who writes in.</summary>
/// <param name="Plan">Null: no account is known by this address.</param>
internal sealed record DemoCustomer(
    string Name, string Email, string? Plan, string Zone, string Locale = "en", string Child = "Mila", string Character = "Captain Plum", string Title = "The Paper Boat",
    string Device = "iPad", string City = "Boston", Dictionary<string, JsonElement>? Facts = null)
{
    /// <summary>D38: until a guardian has consented, such a customer is sent the consent request and nothing else.</summary>
    public bool NeedsConsent => Facts is not null && Facts.TryGetValue("under13", out var under13) && under13.ValueKind == JsonValueKind.True
        && !(Facts.TryGetValue("consent", out var consent) && consent.GetString() == "given");

    public Plan PlanOrFree => Plans.TryParse(Plan, out var plan) && Plan is not null ? plan : Domain.Tickets.Plan.Free;
}

/// <summary>A mail that no person wrote, or that nobody can read.</summary>
internal sealed record DemoOddMail(int MinutesAgo, string From, string Subject, string Text, string Header = "", bool Broken = false);

/// <summary>The words of the demo world, from the resources of the assembly.</summary>
internal static class DemoTexts
{
    private static readonly string[] Files = ["technical", "account", "billing", "content", "ip", "safety", "more"];

    public static IReadOnlyList<DemoText> Conversations { get; } = [.. Files.SelectMany(Read<DemoText>)];

    /// <summary>Not for support: adverts and letters to somebody else.</summary>
    public static IReadOnlyList<DemoText> Unwanted { get; } = Read<DemoText>("unwanted");

    public static IReadOnlyList<DemoCustomer> Customers { get; } = Read<DemoCustomer>("customers");

    public static IReadOnlyList<DemoOddMail> OddMails { get; } = Read<DemoOddMail>("odd-mails");

    private static List<T> Read<T>(string name)
    {
        using var stream = typeof(DemoTexts).Assembly.GetManifestResourceStream($"demo/{name}.json")
            ?? throw new InvalidOperationException($"The demo's {name}.json is missing from the assembly.");
        return JsonSerializer.Deserialize<List<T>>(stream, JsonSerializerOptions.Web)!;
    }
}
