using Helpdesk.Platform.Jobs;
using Helpdesk.Platform.Mail;

namespace Helpdesk.Features.Safety;

internal static class SafetyModule
{
    public static IServiceCollection AddSafety(this IServiceCollection services)
    {
        services.AddScoped<Safeguard>();
        services.AddScoped<AccessLog>();
        services.AddScoped<RedTeamCases>();
        services.AddScoped<LexiconVersions>();
        services.AddScoped<Incidents>();
        services.AddScoped<SafetyAnswers>();
        services.AddScoped<Reports>();
        services.AddScoped<ReportWriting>();
        services.AddScoped<Paging>();
        services.AddScoped<OnCallRota>();
        services.AddScoped<SafetyMail>();
        // The address may hold a secret of its own, so no log names it; and what is signed for one address goes to no other.
        services.AddHttpClient(PageHook.OutboxKind).RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddScoped<PageHook>();
        services.AddScoped<IOtherWay>(provider => provider.GetRequiredService<PageHook>());
        services.AddSingleton<IJobKind, CallOnCall.Kind>();
        services.AddSingleton<IJobKind, ReportDeadline.Kind>();
        services.AddSingleton<IJobKind, Rescreen.Kind>();
        return services;
    }
}
