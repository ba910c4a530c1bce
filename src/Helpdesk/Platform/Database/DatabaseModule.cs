using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Helpdesk.Platform.Database;

internal static class DatabaseModule
{
    public static IServiceCollection AddDatabase(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(_ => Source(connectionString));
        services.AddDbContextPool<HelpdeskDb>((provider, options) => Configure(options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())));
        services.AddSingleton<Policies>();
        return services;
    }

    public static NpgsqlDataSource Source(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 64, IncludeErrorDetail = false };
        if (!connectionString.Contains("Pool Size", StringComparison.OrdinalIgnoreCase)) connection.MaxPoolSize = 60;
        return NpgsqlDataSource.Create(connection);
    }

    internal static void Configure(DbContextOptionsBuilder options) => options
        .EnableSensitiveDataLogging(false)
        .ConfigureWarnings(warnings => warnings
            .Ignore(RelationalEventId.MultipleCollectionIncludeWarning)
            .Log((RelationalEventId.CommandError, LogLevel.Debug)));
}
