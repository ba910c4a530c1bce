namespace Helpdesk.Features.Billing;

internal static class BillingModule
{
    public static IServiceCollection AddBilling(this IServiceCollection services)
    {
        services.AddScoped<RefundIntents>();
        services.AddScoped<RefundSteps>();
        services.AddScoped<RefundMail>();
        services.AddScoped<FailedRefund>();
        services.AddScoped<RefundPolicyVersions>();
        services.AddScoped<SubscriptionChanges>();
        services.AddScoped<SubscriptionMail>();
        return services;
    }
}
