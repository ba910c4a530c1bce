using System.Collections.Concurrent;
using System.Diagnostics;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Helpdesk.Benchmarks;

/// <summary>A statement as the application sent it, to be sent again.</summary>
internal sealed record Statement(string Sql, IReadOnlyList<NpgsqlParameter> Parameters);

/// <summary>
/// Keeps what the application asks the database for while one page is drawn, in its round trips, so that the bare endpoint can ask
/// for exactly the same. It listens to the driver's own tracing and costs nothing while it does not.
/// </summary>
internal sealed class SqlRecorder
{
    private readonly ConcurrentQueue<IReadOnlyList<Statement>> _trips = [];

    public void Attach(IServiceCollection services, string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 64, MaxPoolSize = 60 }.ConnectionString);
        builder.ConfigureTracing(tracing => tracing
            .ConfigureCommandEnrichmentCallback((activity, command) => Keep(activity, [Copy(command.CommandText, command.Parameters)]))
            .ConfigureBatchEnrichmentCallback((activity, batch) => Keep(activity, [.. batch.BatchCommands.Cast<NpgsqlBatchCommand>().Select(c => Copy(c.CommandText, c.Parameters))])));
        var source = builder.Build();
        services.Replace(ServiceDescriptor.Singleton(source));
        services.ConfigureDbContext<HelpdeskDb>(options => options.UseNpgsql(source));
    }

    /// <returns>The round trips of what was done.</returns>
    public async Task<IReadOnlyList<IReadOnlyList<Statement>>> During(Func<Task> act)
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        _trips.Clear();
        await act();
        return [.. _trips];
    }

    /// <summary>Only what a request asks for: the application's own loops look into the database beside it.</summary>
    private void Keep(Activity activity, IReadOnlyList<Statement> trip)
    {
        if (activity.Parent is not null) _trips.Enqueue(trip);
    }

    private static Statement Copy(string sql, NpgsqlParameterCollection parameters) => new(sql, [.. parameters.Select(p => p.Clone())]);
}
