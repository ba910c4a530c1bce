using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>The door to requesters, their addresses and accounts.</summary>
public sealed class Requesters(HelpdeskDb db)
{
    /// <summary>The requester behind an address, made when it is new; linked to an account when one is known by that address.</summary>
    public async Task<Known> Find(string email, string? name, string? accountExternalId, string locale, DateTimeOffset now, CancellationToken cancel)
    {
        var address = Normalise(email);
        var found = await (
            from a in db.Set<RequesterAddress>()
            join r in db.Set<Requester>() on a.RequesterId equals r.Id
            where a.Address == address
            select new { Address = a, Requester = r, Account = db.Set<Account>().FirstOrDefault(x => accountExternalId != null ? x.ExternalId == accountExternalId : x.Id == r.AccountId) })
            .SingleOrDefaultAsync(cancel);
        if (found is not null)
        {
            if (found.Requester.Name.Length == 0 && !string.IsNullOrWhiteSpace(name)) found.Requester.Name = name.Trim();
            if (found.Account is not null && found.Requester.AccountId is null) found.Requester.AccountId = found.Account.Id;
            return new Known(found.Requester, found.Address, found.Account);
        }

        var account = accountExternalId is null
            ? await db.Set<Account>().FirstOrDefaultAsync(a => a.Email == address, cancel)
            : await db.Set<Account>().FirstOrDefaultAsync(a => a.ExternalId == accountExternalId, cancel);
        var requester = new Requester { Id = Guid.CreateVersion7(), Name = name?.Trim() ?? "", AccountId = account?.Id, Locale = locale, CreatedAt = now };
        var fresh = new RequesterAddress { Address = address, RequesterId = requester.Id };
        db.Add(requester);
        db.Add(fresh);
        return new Known(requester, fresh, account);
    }

    public void Add(Account account) => db.Add(account);

    public async Task<IReadOnlyList<string>> AddressesOf(Guid requester, CancellationToken cancel) =>
        await db.Set<RequesterAddress>().Where(a => a.RequesterId == requester).Select(a => a.Address).ToListAsync(cancel);

    /// <summary>Ties to an account whoever is known by its address and tied to none; its zone and language become theirs.</summary>
    public async Task Link(Account account, string? zone, string? locale, CancellationToken cancel)
    {
        if (account.Email is { } email)
        {
            await db.Set<Requester>().Where(r => r.AccountId == null && db.Set<RequesterAddress>().Any(a => a.Address == email && a.RequesterId == r.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.AccountId, account.Id), cancel);
        }

        var linked = db.Set<Requester>().Where(r => r.AccountId == account.Id);
        if (zone is not null) await linked.ExecuteUpdateAsync(set => set.SetProperty(r => r.Zone, zone), cancel);
        if (locale is not null) await linked.ExecuteUpdateAsync(set => set.SetProperty(r => r.Locale, locale), cancel);
    }

    /// <summary>Addresses compare without case; the local part's case matters to nobody we meet.</summary>
    public static string Normalise(string email) => email.Trim().ToLowerInvariant();

    /// <param name="Account">Null: the requester counts as Free (D1).</param>
    public sealed record Known(Requester Requester, RequesterAddress Address, Account? Account)
    {
        public Plan Plan => Account?.Plan ?? Plan.Free;
    }
}
