using Helpdesk.Domain;
using Helpdesk.Domain.Safety;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Safety;

/// <summary>The door to the versions of the lexicon: never overwritten, each with author and reason (D8).</summary>
public sealed class LexiconVersions(HelpdeskDb db, Policies policies)
{
    private const string Kind = "lexicon";

    /// <summary>The newest as it is written; the shipped one where none is stored.</summary>
    public async Task<(int Version, LexiconSheet Sheet)> Newest(CancellationToken cancel)
    {
        var newest = await db.Set<PolicyVersion>().AsNoTracking().Where(p => p.Kind == Kind).OrderByDescending(p => p.Version).FirstOrDefaultAsync(cancel);
        return (newest?.Version ?? 0, LexiconSheet.Read(newest?.Data ?? ShippedData.Text("lexicon.json")));
    }

    /// <summary>The lexicon of a stored sheet: reading one takes a while, and most often it is the one in force.</summary>
    public async Task<Lexicon> InForce(LexiconSheet sheet, CancellationToken cancel) =>
        (await policies.Current(cancel)).Lexicon is { } known && known.Version == sheet.Version ? known : sheet.InForce();

    public async Task<IReadOnlyList<LexiconVersion>> History(int most, CancellationToken cancel) => await db.Set<PolicyVersion>().AsNoTracking().Where(p => p.Kind == Kind)
        .OrderByDescending(p => p.Version).Take(most).Select(p => new LexiconVersion(p.Version, p.Author, p.Reason, p.At)).ToListAsync(cancel);

    public void Add(int version, LexiconSheet sheet, string author, string reason, DateTimeOffset now) =>
        db.Add(new PolicyVersion { Kind = Kind, Version = version, Data = sheet.ToString(), Author = author, Reason = reason, At = now });
}

/// <summary>Who saved a version of the lexicon, when and why.</summary>
public sealed record LexiconVersion(int Version, string Author, string Reason, DateTimeOffset At);
