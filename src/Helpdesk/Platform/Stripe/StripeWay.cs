namespace Helpdesk.Platform.Stripe;

/// <summary>The way to Stripe by the settings of INTERFACES.md: the sandbox where one is named, else Stripe with the key, else none.</summary>
/// <param name="Client">Null: not connected. Billing says so and offers no money action; there is no silent fallback.</param>
/// <param name="IsSandbox">A stand-in: pages say so.</param>
public sealed record StripeWay(StripeClient? Client, bool IsSandbox)
{
    private static readonly Uri Stripe = new("https://api.stripe.com");

    /// <summary>The sandbox never sees the real key.</summary>
    private const string SandboxKey = "sk_test_sandbox";

    /// <param name="http">Its base address is set here.</param>
    public static StripeWay Choose(Settings settings, HttpClient http, TimeProvider time)
    {
        if (settings.Sandbox is { } sandbox) return new StripeWay(Over(http, sandbox, SandboxKey, time), IsSandbox: true);
        return new StripeWay(settings.StripeKey is { } key ? Over(http, Stripe, key.Value, time) : null, IsSandbox: false);
    }

    private static StripeClient Over(HttpClient http, Uri address, string key, TimeProvider time)
    {
        http.BaseAddress = address;
        http.Timeout = Timeout.InfiniteTimeSpan; // each attempt has its own limit
        return new StripeClient(new StripeHttp(http, key, time));
    }
}

internal static class StripeModule
{
    private const string Name = "stripe";
    private static readonly TimeSpan FreshAddress = TimeSpan.FromMinutes(5);

    public static IServiceCollection AddStripe(this IServiceCollection services, Settings settings)
    {
        services.AddHttpClient(Name).RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = FreshAddress });
        services.AddSingleton(provider => StripeWay.Choose(settings, provider.GetRequiredService<IHttpClientFactory>().CreateClient(Name), provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
