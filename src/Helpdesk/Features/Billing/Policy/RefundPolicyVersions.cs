using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Billing;

/// <summary>The versions of the refund policy, newest last.</summary>
public sealed class RefundPolicyVersions(HelpdeskDb db)
{
    private const string Kind = "refunds";

    public Task<PolicyVersion> Newest(CancellationToken cancel) => db.Set<PolicyVersion>().AsNoTracking().Where(p => p.Kind == Kind).OrderByDescending(p => p.Version).FirstAsync(cancel);

    public async Task<IReadOnlyList<PolicyVersion>> All(CancellationToken cancel) =>
        await db.Set<PolicyVersion>().AsNoTracking().Where(p => p.Kind == Kind).OrderBy(p => p.Version).ToListAsync(cancel);

    public void Add(int version, string data, string author, string reason, DateTimeOffset now) =>
        db.Add(new PolicyVersion { Kind = Kind, Version = version, Data = data, Author = author, Reason = reason, At = now });
}
