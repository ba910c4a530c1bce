using System.Collections.Concurrent;
using System.Reflection;
using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Helpdesk.Platform.Commands;

/// <summary>Logs names, ids, outcome and milliseconds; never what a command carries.</summary>
internal sealed class Correlate<TRequest, TResponse>(Caller caller, TimeProvider time, ILogger<Dispatch> log)
    : IPipelineBehavior<TRequest, TResponse> where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var began = time.GetTimestamp();
        var outcome = "done";
        try
        {
            return await next();
        }
        catch (Exception problem)
        {
            outcome = problem.GetType().Name;
            throw;
        }
        finally
        {
            var level = request is ICommand<TResponse> || outcome != "done" ? LogLevel.Information : LogLevel.Debug;
            log.Log(level, "{Message:l} by {ActorKind:l} {PersonId} {Outcome:l} in {Milliseconds} ms", MessageNames.Of(typeof(TRequest)),
                caller.Viewer.Kind.ToString(), caller.Viewer.PersonId, outcome, (long)time.GetElapsedTime(began).TotalMilliseconds);
        }
    }
}

/// <summary>Refuses what names no permission, or one that the sender does not hold.</summary>
internal sealed class Authorise<TRequest, TResponse>(Caller caller) : IPipelineBehavior<TRequest, TResponse> where TRequest : notnull
{
    private static readonly RequiresAttribute? Required = typeof(TRequest).GetCustomAttribute<RequiresAttribute>();

    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (Required is null || !Required.AnyOf.Any(caller.Viewer.May)) throw new NotAllowed();
        return next();
    }
}

/// <summary>The shape of input. Every problem at once, in plain words.</summary>
internal sealed class Validate<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TResponse> where TRequest : notnull
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var problems = validators.SelectMany(v => v.Validate(request).Errors).ToList();
        return problems.Count == 0 ? next() : throw new ValidationException(problems);
    }
}

/// <summary>
/// One transaction a command; what must happen after the commit is told only after it. Two that insert the same new thing at once
/// (a requester's first two mails) clash on a unique key: the later one is run again and finds it.
/// </summary>
internal sealed class Transact<TRequest, TResponse>(HelpdeskDb db, AfterCommit after)
    : IPipelineBehavior<TRequest, TResponse> where TRequest : notnull
{
    private const int Tries = 3;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is not ICommand<TResponse> || db.Database.CurrentTransaction is not null) return await next();

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // What fails is rolled back whole: a savepoint around each save would be two round trips for nothing.
                db.Database.AutoSavepointsEnabled = false;
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                var response = await next();
                await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                after.Run();
                return response;
            }
            catch (Exception clash) when (attempt < Tries && Clash.IsOne(clash))
            {
                db.ChangeTracker.Clear();
                after.Forget();
            }
        }
    }
}

internal static class Clash
{
    public static bool IsOne(Exception problem) => problem switch
    {
        DbUpdateException { InnerException: { } inner } => IsOne(inner),
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
        _ => false,
    };
}

/// <summary>What a command wants to happen once its transaction is durable: waking jobs, telling live pages.</summary>
public sealed class AfterCommit
{
    private readonly List<Action> _acts = [];

    public void Do(Action act) => _acts.Add(act);

    internal void Run()
    {
        foreach (var act in _acts) act();
        _acts.Clear();
    }

    internal void Forget() => _acts.Clear();
}

internal static class MessageNames
{
    private static readonly ConcurrentDictionary<Type, string> Names = new();

    /// <summary><c>Reply</c> for the nested <c>Reply.Command</c>.</summary>
    public static string Of(Type message) => Names.GetOrAdd(message, m => m.DeclaringType?.Name ?? m.Name);
}
