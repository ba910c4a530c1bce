using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Database;

namespace Helpdesk.Platform.Mail;

internal static class MailModule
{
    public static IServiceCollection AddMail(this IServiceCollection services, Settings settings, InstallationFacts facts)
    {
        var domain = settings.MailDomain ?? "helpdesk.invalid";
        var sender = settings.MailFrom is { } from ? new Mailbox(from.Address, from.DisplayName) : new Mailbox("support@" + domain);
        services.AddSingleton(new Addressing(domain, sender, facts.AddressKey));
        services.AddHttpClient();
        services.AddSingleton(provider => new MailWay(MailTransports.Choose(
            settings, provider.GetRequiredService<IHttpClientFactory>().CreateClient("mail"), provider.GetRequiredService<TimeProvider>())));
        return services;
    }
}
