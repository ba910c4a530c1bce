using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Access;

/// <summary>What a key of the JSON API can be given (INTERFACES, API v1).</summary>
public static class KeyScopes
{
    /// <summary>Restricted tickets, too: granted only by a Safety member.</summary>
    public const string RestrictedRead = "restricted:read";

    /// <summary>Those that come with managing keys.</summary>
    public static IReadOnlyList<string> Ordinary { get; } = ["tickets:read", "tickets:write", "accounts:write", "entitlements:write"];
}

/// <summary>A key as the list shows it; the key itself is known only to who was given it.</summary>
public sealed record KeyLine(Guid Id, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? RevokedAt);

/// <summary>The door to API keys: 256 random bits, of which only the SHA-256 is stored.</summary>
public sealed class ApiKeys(HelpdeskDb db, Caller caller, TimeProvider time)
{
    private const string Prefix = "hd_";

    public static string NewKey() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>The same each time for a demo database, so that script/run can print it again; it opens nothing else.</summary>
    public static string DemoKey(byte[] addressKey) => Prefix + "demo_" + Base64Url.EncodeToString(HMACSHA256.HashData(addressKey, "api-key:demo"u8));

    public async Task<ApiKey> Add(string name, string key, IEnumerable<string> scopes, CancellationToken cancel)
    {
        if (await db.Set<ApiKey>().AnyAsync(k => k.Name == name && k.RevokedAt == null, cancel)) throw new Refused($"There is a key \"{name}\" already. Choose another name, or revoke that one first.");
        var now = time.Instant();
        var stored = new ApiKey
        {
            Id = Guid.CreateVersion7(now), Name = name, Hash = Hash(key), Scopes = [.. scopes.Distinct(StringComparer.Ordinal)], CreatedAt = now, CreatedBy = caller.Viewer.Name,
        };
        db.Add(stored);
        return stored;
    }

    /// <exception cref="NotFound">There is no such key.</exception>
    public async Task<ApiKey> Find(Guid id, CancellationToken cancel) =>
        await db.Set<ApiKey>().SingleOrDefaultAsync(k => k.Id == id, cancel) ?? throw new NotFound();

    public async Task<IReadOnlyList<KeyLine>> List(CancellationToken cancel) =>
        await db.Set<ApiKey>().OrderBy(k => k.RevokedAt != null).ThenByDescending(k => k.CreatedAt)
            .Select(k => new KeyLine(k.Id, k.Name, k.Scopes, k.CreatedAt, k.CreatedBy, k.RevokedAt)).ToListAsync(cancel);

    internal static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
