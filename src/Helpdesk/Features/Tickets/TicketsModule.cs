using Helpdesk.Platform.Jobs;

namespace Helpdesk.Features.Tickets;

internal static class TicketsModule
{
    public static IServiceCollection AddTickets(this IServiceCollection services)
    {
        services.AddScoped<Tickets>();
        services.AddScoped<Requesters>();
        services.AddSingleton<Screener>((text, lexicon) => Domain.Safety.Screening.Screen(text, lexicon));
        services.AddScoped<Judge>();
        services.AddScoped<SameIp>();
        services.AddScoped<Opening>();
        services.AddScoped<Receipts>();
        services.AddScoped<Idempotency>();
        services.AddScoped<Conversations>();
        services.AddScoped<CustomerMessages>();
        services.AddScoped<Freshness>();
        services.AddScoped<ReplyHeaders>();
        services.AddScoped<Drafts>();
        services.AddScoped<Guardianships>();
        services.AddScoped<ChildGuard>();
        services.AddScoped<ReleaseMail>();
        services.AddScoped<Clockwork>();
        services.AddScoped<SlaPolicyVersions>();
        services.AddScoped<BoardLinks>();
        services.AddScoped<BoardCount>();
        services.AddSingleton<IJobKind, RenewClocks.Kind>();
        services.AddScoped<Thresholds>();
        services.AddScoped<Alerts>();
        services.AddScoped<Recipients>();
        services.AddScoped<Resorting>();
        services.AddScoped<Envelopes>();
        services.AddScoped<PlanChanges>();
        services.AddScoped<BulkTickets>();
        services.AddSingleton<IJobKind, CloseResolved.Kind>();
        services.AddScoped<Duties>();
        services.AddScoped<OwnTeam>();
        services.AddScoped<Corrections>();
        services.AddSingleton<ModelInForce>();
        services.AddSingleton<IJobKind, ReturnTickets.Kind>();
        services.AddSingleton<IJobKind, TrainModel.Kind>();
        services.AddScoped<Bounces>();
        services.AddScoped<ForgetRawMail.Schedule>();
        services.AddSingleton<FileAddresses>();
        services.AddSingleton<IJobKind, LookAgain.Kind>();
        services.AddSingleton<IJobKind, ForgetRawMail.Kind>();
        services.AddSingleton<IJobKind, CheckLog.Kind>();
        services.AddSingleton<IJobKind, ForgetNotifications.Kind>();
        return services;
    }
}
