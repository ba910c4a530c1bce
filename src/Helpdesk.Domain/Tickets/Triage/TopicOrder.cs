namespace Helpdesk.Domain.Tickets;

/// <summary>Which of several topics in one ticket is the primary one (D7).</summary>
public static class TopicOrder
{
    /// <summary>Safety 0, rights-holder claim 1, billing 2, account 3, technical 4, content 5, other IP 6.</summary>
    public static int Rank(Subcategory topic) => topic.Category switch
    {
        Category.Safety => 0,
        Category.IpAttribution => string.Equals(topic.Slug, "rights_holder_claim", StringComparison.Ordinal) ? 1 : 6,
        Category.Billing => 2,
        Category.Account => 3,
        Category.Technical => 4,
        _ => 5,
    };
}
