using Helpdesk.Platform.Audit;

namespace Helpdesk.Features.Administration;

internal static class AdministrationModule
{
    public static IServiceCollection AddAdministration(this IServiceCollection services)
    {
        services.AddScoped<AuditLog>();
        return services;
    }
}
