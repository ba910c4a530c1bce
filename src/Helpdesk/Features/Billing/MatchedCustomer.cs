using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Stripe;

namespace Helpdesk.Features.Billing;

/// <summary>How the customer of a ticket was found at Stripe (D40).</summary>
public enum CustomerMatch
{
    /// <summary>The account names the customer.</summary>
    AccountLink,

    /// <summary>One customer has the account's address, and that address is confirmed.</summary>
    Verified,

    /// <summary>One customer has the address, which anybody could write from: no money moves on that.</summary>
    EmailOnly,

    /// <summary>Several customers have it; somebody has to link the account first.</summary>
    Several,

    /// <summary>Stripe knows nobody.</summary>
    None,
}

/// <summary>Finds the customer of a ticket at Stripe, and says how sure that is.</summary>
/// <param name="Id">Null with <see cref="CustomerMatch.Several"/> and <see cref="CustomerMatch.None"/>.</param>
public sealed record MatchedCustomer(CustomerMatch Match, string? Id)
{
    /// <summary>D40: money actions need more than "e-mail only".</summary>
    public bool MayMoveMoney => Match is CustomerMatch.AccountLink or CustomerMatch.Verified;

    public string Words => Match switch
    {
        CustomerMatch.AccountLink => "by the account’s link",
        CustomerMatch.Verified => "by the account’s confirmed e-mail address",
        CustomerMatch.EmailOnly => "by e-mail address only, so no money can be moved from here",
        CustomerMatch.Several => "several customers have this address; link the account to one of them first",
        _ => "nobody at Stripe has this address",
    };

    public static async Task<MatchedCustomer> Of(TicketForBilling.Answer ticket, StripeClient stripe, CancellationToken cancel)
    {
        if (ticket.Customer is { } linked) return new MatchedCustomer(CustomerMatch.AccountLink, linked);
        var found = new List<string>();
        foreach (var address in ticket.AccountEmail is { } own ? [own] : ticket.Addresses)
            found.AddRange((await stripe.CustomersByEmail(address, cancel)).Where(c => !c.Deleted).Select(c => c.Id));
        var match = found.Distinct(StringComparer.Ordinal).Count() switch
        {
            0 => CustomerMatch.None,
            1 => ticket.AccountEmail is not null && ticket.Confirmed ? CustomerMatch.Verified : CustomerMatch.EmailOnly,
            _ => CustomerMatch.Several,
        };
        return new MatchedCustomer(match, match is CustomerMatch.Verified or CustomerMatch.EmailOnly ? found[0] : null);
    }
}
