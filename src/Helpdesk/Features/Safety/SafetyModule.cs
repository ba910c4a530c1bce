using Helpdesk.Platform.Jobs;

namespace Helpdesk.Features.Safety;

internal static class SafetyModule
{
    public static IServiceCollection AddSafety(this IServiceCollection services)
    {
        services.AddScoped<Safeguard>();
        services.AddScoped<AccessLog>();
        services.AddScoped<RedTeamCases>();
        services.AddScoped<LexiconVersions>();
        services.AddSingleton<IJobKind, Rescreen.Kind>();
        return services;
    }
}
