using System.Diagnostics.CodeAnalysis;

namespace Helpdesk.Domain.Tickets;

/// <summary>What a ticket is about, coarsely (D4). In the order in which several topics are ranked is D7, not this.</summary>
public enum Category { Technical, Account, Billing, Content, IpAttribution, Safety }

/// <summary>What a ticket is about, finely (D4). The slug is unique over all categories.</summary>
public sealed record Subcategory(Category Category, string Slug, string Name)
{
    public override string ToString() => Slug;
}

/// <summary>The categories and subcategories of D4, with where they meet decided by D4a.</summary>
public static class Taxonomy
{
    private static readonly (Category Category, string Slug, string Name)[] Categories =
    [
        (Category.Technical, "technical", "Technical"),
        (Category.Account, "account", "Account"),
        (Category.Billing, "billing", "Billing"),
        (Category.Content, "content", "Content"),
        (Category.IpAttribution, "ip_attribution", "IP attribution"),
        (Category.Safety, "safety", "Safety"),
    ];

    /// <summary>All 28, in the order of D4.</summary>
    public static IReadOnlyList<Subcategory> All { get; } =
    [
        new(Category.Technical, "story_generation", "Story generation"),
        new(Category.Technical, "voice_synthesis", "Voice synthesis"),
        new(Category.Technical, "platform_integration", "Platform integration"),
        new(Category.Technical, "api_error", "API error"),
        new(Category.Technical, "performance", "Performance"),
        new(Category.Account, "login", "Login"),
        new(Category.Account, "password_reset", "Password reset"),
        new(Category.Account, "account_access", "Account access"),
        new(Category.Account, "profile_management", "Profile management"),
        new(Category.Account, "subscription_management", "Subscription management"),
        new(Category.Billing, "payment_failure", "Payment failure"),
        new(Category.Billing, "subscription_change", "Subscription change"),
        new(Category.Billing, "refund_request", "Refund request"),
        new(Category.Billing, "invoice_question", "Invoice question"),
        new(Category.Billing, "discount_code", "Discount code"),
        new(Category.Content, "story_quality", "Story quality"),
        new(Category.Content, "inappropriate_content", "Inappropriate content"),
        new(Category.Content, "character_consistency", "Character consistency"),
        new(Category.Content, "age_appropriateness", "Age-appropriateness"),
        new(Category.IpAttribution, "missing_attribution", "Missing attribution"),
        new(Category.IpAttribution, "false_positive", "False positive"),
        new(Category.IpAttribution, "rights_holder_claim", "Rights-holder claim"),
        new(Category.IpAttribution, "ip_question", "IP question"),
        new(Category.Safety, "crisis", "Crisis"),
        new(Category.Safety, "content_moderation", "Content moderation"),
        new(Category.Safety, "privacy", "Privacy"),
        new(Category.Safety, "coppa", "COPPA"),
        new(Category.Safety, "mandatory_reporting", "Mandatory reporting"),
    ];

    private static readonly Dictionary<string, Subcategory> BySlug = All.ToDictionary(s => s.Slug, StringComparer.Ordinal);

    public static string Slug(this Category category) => Categories[(int)category].Slug;

    public static string Name(this Category category) => Categories[(int)category].Name;

    public static bool TryParse(string? slug, [NotNullWhen(true)] out Subcategory? subcategory) =>
        BySlug.TryGetValue(slug ?? "", out subcategory);

    public static bool TryParse(string? slug, out Category category)
    {
        var at = Array.FindIndex(Categories, c => string.Equals(c.Slug, slug, StringComparison.Ordinal));
        category = at < 0 ? default : Categories[at].Category;
        return at >= 0;
    }

    /// <exception cref="KeyNotFoundException">The slug is no subcategory of D4.</exception>
    public static Subcategory Get(string slug) => BySlug[slug];
}
