using System.Security.Cryptography;
using System.Text;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Http;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Access;

/// <summary>Who calls the JSON API: a key, with what its scopes allow.</summary>
public sealed record ApiCaller(Guid KeyId, Viewer Viewer);

/// <summary>What a key may be given (INTERFACES, API v1), and the permission each scope is.</summary>
public static class ApiScopes
{
    public const string TicketsRead = "tickets:read";
    public const string TicketsWrite = "tickets:write";
    public const string AccountsWrite = "accounts:write";

    /// <summary>Creating a ticket is open to anybody by form and mail; of the API's callers only <c>tickets:write</c> may.</summary>
    private static readonly Dictionary<string, Permission> Permissions = new(StringComparer.Ordinal)
    {
        [TicketsRead] = Permission.ReadTickets,
        [TicketsWrite] = Permission.Public,
        [AccountsWrite] = Permission.WriteAccounts,
        [KeyScopes.RestrictedRead] = Permission.ReadRestricted,
    };

    public static Permission PermissionOf(string scope) => Permissions[scope];

    internal static IReadOnlySet<Permission> Of(IEnumerable<string> scopes) =>
        scopes.Where(Permissions.ContainsKey).Select(PermissionOf).ToHashSet();
}

/// <summary>The door to the keys of the API.</summary>
public sealed class ApiCallers(HelpdeskDb db)
{
    private const int LongestKey = 200;

    /// <param name="authorization">The header: <c>Bearer KEY</c>.</param>
    /// <returns>Null when the key is missing, unknown or revoked: all look alike.</returns>
    public async Task<ApiCaller?> Find(string authorization, CancellationToken cancel)
    {
        const string Scheme = "Bearer ";
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || authorization.Length > LongestKey) return null;
        // Only a hash is looked up and compared: how long that takes says nothing about the key.
        var hash = ApiKeys.Hash(authorization[Scheme.Length..].Trim());
        var key = await db.Set<ApiKey>().AsNoTracking().SingleOrDefaultAsync(k => k.Hash == hash, cancel);
        if (key is null || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(key.Hash), Encoding.ASCII.GetBytes(hash))) return null;
        return key.RevokedAt is null
            ? new ApiCaller(key.Id, new Viewer(ActorKind.Api, null, key.Name, ApiScopes.Of(key.Scopes), []))
            : null;
    }
}

internal static class ApiKeyFilter
{
    /// <summary>Lets in who brings a key with this scope: else 401 or 403, before anything of the request is read.</summary>
    public static RouteHandlerBuilder NeedsScope(this RouteHandlerBuilder endpoint, string scope) => endpoint
        .WithMetadata(new RequiresAttribute(ApiScopes.PermissionOf(scope)))
        .DisableAntiforgery()
        .AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            var callers = http.RequestServices.GetRequiredService<ApiCallers>();
            if (await callers.Find(http.Request.Headers.Authorization.ToString(), http.RequestAborted) is not { } found)
            {
                http.Response.Headers.WWWAuthenticate = "Bearer";
                await Problems.Answer(http, StatusCodes.Status401Unauthorized, ["The key is missing, unknown or revoked."]);
                return Results.Empty;
            }

            if (!found.Viewer.May(ApiScopes.PermissionOf(scope)))
            {
                await Problems.Answer(http, StatusCodes.Status403Forbidden, [$"This key does not have the scope {scope}."]);
                return Results.Empty;
            }

            http.RequestServices.GetRequiredService<Caller>().Viewer = found.Viewer;
            http.Features.Set(found);
            return await next(context);
        });
}
