using Helpdesk.Domain.Billing;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Helpdesk.Platform.Database;

/// <summary>
/// Enums stand in tables as their slugs, readable and safe against reordering; but priority, severity and plan keep their order
/// as small numbers, because lists sort and compare by them.
/// </summary>
internal static class SlugColumns
{
    public static void Apply(ModelConfigurationBuilder conventions)
    {
        Slug<TicketState>(conventions);
        Slug<Channel>(conventions);
        Slug<Team>(conventions);
        Slug<Category>(conventions);
        Slug<Target>(conventions);
        Slug<ClockState>(conventions);
        Slug<SafetyKind>(conventions);
        Slug<IncidentAct>(conventions);
        Slug<ReportState>(conventions);
        Slug<ShiftKind>(conventions);
        Slug<RefundState>(conventions);
        Slug<SubscriptionEnd>(conventions);
        Slug<SubscriptionAct>(conventions);
        Slug<SubscriptionChangeState>(conventions);
        conventions.Properties<Priority>().HaveConversion<short>();
        conventions.Properties<Severity>().HaveConversion<short>();
        conventions.Properties<Plan>().HaveConversion<short>();
        conventions.Properties<Impact>().HaveConversion<short>();
    }

    private static void Slug<T>(ModelConfigurationBuilder conventions) where T : struct, Enum =>
        conventions.Properties<T>().HaveConversion<SlugConverter<T>>();

    private sealed class SlugConverter<T>() : ValueConverter<T, string>(v => Words.Slug(v), s => Parse(s)) where T : struct, Enum
    {
        private static T Parse(string slug) =>
            Words.TryParse(slug, out T value) ? value : throw new InvalidOperationException($"The table holds an unknown {typeof(T).Name}.");
    }
}
