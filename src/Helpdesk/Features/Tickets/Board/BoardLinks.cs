using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Helpdesk.Domain.Access;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>The door to the links for walls: 256 random bits, of which only the SHA-256 is stored.</summary>
public sealed class BoardLinks(HelpdeskDb db, People people)
{
    public sealed record Line(Guid Id, string Name, string MadeBy, DateTimeOffset MadeAt);

    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>§1: the board of all teams and the lead's own work with a team; only both together share it.</summary>
    public static bool May(Viewer viewer) => viewer.May(Permission.AssignOthers) && viewer.May(Permission.ReadBoard);

    /// <summary>Those in force, newest first.</summary>
    public async Task<IReadOnlyList<Line>> InForce(CancellationToken cancel)
    {
        var links = await db.Set<BoardLink>().AsNoTracking().Where(l => l.RevokedAt == null).OrderByDescending(l => l.MadeAt).ToListAsync(cancel);
        var lines = new List<Line>();
        foreach (var link in links) lines.Add(new Line(link.Id, link.Name, (await people.Find(link.MadeBy, cancel))?.Name ?? "somebody who left", link.MadeAt));
        return lines;
    }

    public void Add(string name, string token, Guid by, DateTimeOffset now) =>
        db.Add(new BoardLink { Id = Guid.CreateVersion7(now), Name = name, Hash = Hash(token), MadeBy = by, MadeAt = now });

    /// <exception cref="NotFound">There is no such link in force.</exception>
    public async Task<BoardLink> Find(Guid id, CancellationToken cancel) =>
        await db.Set<BoardLink>().SingleOrDefaultAsync(l => l.Id == id && l.RevokedAt == null, cancel) ?? throw new NotFound();

    /// <summary>The link behind a token, while it is in force and its maker may still share the board.</summary>
    /// <exception cref="NotFound">Revoked, unknown, or its maker is gone: all the same.</exception>
    public async Task<BoardLink> Behind(string token, CancellationToken cancel)
    {
        var hash = Hash(token);
        var link = await db.Set<BoardLink>().AsNoTracking().SingleOrDefaultAsync(l => l.Hash == hash && l.RevokedAt == null, cancel) ?? throw new NotFound();
        var maker = await people.Find(link.MadeBy, cancel);
        return maker is not null && May(new Viewer(ActorKind.Person, maker.Id, maker.Name, maker.Permissions, maker.Teams)) ? link : throw new NotFound();
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
