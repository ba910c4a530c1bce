namespace Helpdesk.Platform.Stripe;

/// <summary>The operations that the help desk uses. Each may throw a <see cref="StripeProblem"/>; none is called inside a transaction.</summary>
public sealed class StripeClient(StripeHttp http)
{
    /// <summary>Of lists shown to people.</summary>
    private const int Shown = 20;
    private const int LargestPage = 100;

    public async Task<StripeCustomer> Customer(string id, CancellationToken cancel) => (await http.Get<StripeCustomer>($"/v1/customers/{Segment(id)}", null, cancel)).Value;

    /// <summary>By exact address; the search lags behind writes, this does not.</summary>
    public async Task<IReadOnlyList<StripeCustomer>> CustomersByEmail(string email, CancellationToken cancel) =>
        (await http.Get<StripeList<StripeCustomer>>("/v1/customers", new StripeForm().Add("email", email).Add("limit", Shown), cancel)).Value.Data;

    /// <summary>Cancelled ones too: the money was paid for them.</summary>
    public async Task<IReadOnlyList<StripeSubscription>> Subscriptions(string customer, CancellationToken cancel) =>
        (await http.Get<StripeList<StripeSubscription>>("/v1/subscriptions", new StripeForm().Add("customer", customer).Add("status", "all").Add("limit", Shown), cancel)).Value.Data;

    public async Task<StripeSubscription> Subscription(string id, CancellationToken cancel) => (await http.Get<StripeSubscription>($"/v1/subscriptions/{Segment(id)}", null, cancel)).Value;

    /// <summary>At once, without a credit for unused time: that money went back as a refund.</summary>
    public async Task<StripeSubscription> CancelNow(string id, CancellationToken cancel) =>
        (await http.Delete<StripeSubscription>($"/v1/subscriptions/{Segment(id)}", new StripeForm().Add("invoice_now", false).Add("prorate", false), cancel)).Value;

    public async Task<StripeSubscription> CancelAtPeriodEnd(string id, string once, CancellationToken cancel) =>
        (await http.Post<StripeSubscription>($"/v1/subscriptions/{Segment(id)}", new StripeForm().Add("cancel_at_period_end", true), once, cancel)).Value;

    /// <summary>The planned end is withdrawn.</summary>
    public async Task<StripeSubscription> GoOn(string id, string once, CancellationToken cancel) =>
        (await http.Post<StripeSubscription>($"/v1/subscriptions/{Segment(id)}", new StripeForm().Add("cancel_at_period_end", false), once, cancel)).Value;

    /// <summary>Another price on the line that carries the plan; prorated at the second that was previewed.</summary>
    /// <param name="item">Named, because a line without its id would be added, not changed.</param>
    public async Task<StripeSubscription> ChangePlan(string id, string item, string price, DateTimeOffset at, string once, CancellationToken cancel) =>
        (await http.Post<StripeSubscription>($"/v1/subscriptions/{Segment(id)}", NewPrice(item, price, at), once, cancel)).Value;

    /// <summary>The next invoice as it would be with <see cref="ChangePlan"/>; writes nothing, so it needs no key.</summary>
    public async Task<StripeInvoice> PreviewPlan(string customer, string id, string item, string price, DateTimeOffset at, CancellationToken cancel) =>
        (await http.Post<StripeInvoice>("/v1/invoices/create_preview", new StripeForm().Add("customer", customer).Add("subscription", id).Add("subscription_details", NewPrice(item, price, at)), null, cancel)).Value;

    private static StripeForm NewPrice(string item, string price, DateTimeOffset at)
    {
        StripeForm[] items = [new StripeForm().Add("id", item).Add("price", price)];
        return new StripeForm().Add("items", items).Add("proration_behavior", "create_prorations").Add("proration_date", at);
    }

    /// <summary>By the code that customers type; switched-off ones too, newest first.</summary>
    public async Task<IReadOnlyList<StripePromotionCode>> PromotionCodes(string code, CancellationToken cancel) =>
        (await http.Get<StripeList<StripePromotionCode>>("/v1/promotion_codes", new StripeForm().Add("code", code).Add("limit", Shown).Add("expand", ["data.promotion.coupon", "data.promotion.coupon.applies_to"]), cancel)).Value.Data;

    public async Task<IReadOnlyList<StripeInvoice>> Invoices(string customer, CancellationToken cancel) =>
        (await http.Get<StripeList<StripeInvoice>>("/v1/invoices", new StripeForm().Add("customer", customer).Add("limit", Shown).Add("expand", ["data.payments"]), cancel)).Value.Data;

    public async Task<IReadOnlyList<StripeCharge>> Charges(string customer, CancellationToken cancel) =>
        (await http.Get<StripeList<StripeCharge>>("/v1/charges", new StripeForm().Add("customer", customer).Add("limit", Shown), cancel)).Value.Data;

    public async Task<StripeCharge> Charge(string id, CancellationToken cancel) => (await http.Get<StripeCharge>($"/v1/charges/{Segment(id)}", null, cancel)).Value;

    public async Task<IReadOnlyList<StripeDispute>> Disputes(string charge, CancellationToken cancel) =>
        (await http.Get<StripeList<StripeDispute>>("/v1/disputes", new StripeForm().Add("charge", charge).Add("limit", Shown), cancel)).Value.Data;

    public async Task<IReadOnlyList<StripePaymentMethod>> PaymentMethods(string customer, CancellationToken cancel) =>
        (await http.Get<StripeList<StripePaymentMethod>>($"/v1/customers/{Segment(customer)}/payment_methods", new StripeForm().Add("limit", Shown), cancel)).Value.Data;

    /// <summary>One attempt: the caller keeps what became of it before the next.</summary>
    /// <param name="amount">Minor units; always named, so that a balance that moved cannot change the sum.</param>
    public Task<StripeAnswer<StripeRefund>> CreateRefund(string charge, long amount, IEnumerable<KeyValuePair<string, string>> metadata, string once, CancellationToken cancel)
    {
        ArgumentException.ThrowIfNullOrEmpty(charge);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);
        // Exactly one of charge and payment_intent may be named; never reason=fraudulent, which would block the customer's card.
        var form = new StripeForm().Add("charge", charge).Add("amount", amount).Add("reason", "requested_by_customer").Add("metadata", metadata);
        return http.Post<StripeRefund>("/v1/refunds", form, once, cancel, retries: 0);
    }

    public async Task<StripeRefund> Refund(string id, CancellationToken cancel) => (await http.Get<StripeRefund>($"/v1/refunds/{Segment(id)}", null, cancel)).Value;

    /// <summary>All of a charge, newest first, however many pages.</summary>
    public async Task<IReadOnlyList<StripeRefund>> Refunds(string charge, CancellationToken cancel)
    {
        var all = new List<StripeRefund>();
        for (string? after = null; ;)
        {
            var page = (await http.Get<StripeList<StripeRefund>>("/v1/refunds", new StripeForm().Add("charge", charge).Add("limit", LargestPage).Add("starting_after", after), cancel)).Value;
            all.AddRange(page.Data);
            if (!page.HasMore || page.Data.Count == 0) return all;
            after = page.Data[^1].Id;
        }
    }

    /// <summary>A short-lived address, never stored.</summary>
    public async Task<StripePortalSession> Portal(string customer, string returnTo, string once, CancellationToken cancel) =>
        (await http.Post<StripePortalSession>("/v1/billing_portal/sessions", new StripeForm().Add("customer", customer).Add("return_url", returnTo), once, cancel)).Value;

    /// <summary>Events of these types that no webhook of ours took, since a time.</summary>
    public async Task<IReadOnlyList<StripeEvent>> Missed(IEnumerable<string> types, DateTimeOffset since, CancellationToken cancel) =>
        (await http.Get<StripeList<StripeEvent>>("/v1/events", new StripeForm().Add("delivery_success", false).Add("types", types).Add("created[gte]", since).Add("limit", LargestPage), cancel)).Value.Data;

    private static string Segment(string id) => Uri.EscapeDataString(id);
}
