using System.Text.Json;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>Facts about an account from outside (§1): joined by age, requesters linked by address, clocks of open tickets set anew (D25).</summary>
public static class PutAccount
{
    /// <param name="Facts">Some or all; the others stay.</param>
    [Requires(Permission.WriteAccounts)]
    public sealed record Command(string ExternalId, IReadOnlyDictionary<string, AccountFact> Facts) : ICommand<Stored>;

    /// <param name="Facts">All that is known now, which may be newer than what was given.</param>
    public sealed record Stored(bool IsNew, IReadOnlyDictionary<string, AccountFact> Facts);

    internal sealed class Handler(HelpdeskDb db, Requesters requesters, PlanChanges plans, TimeProvider time) : IRequestHandler<Command, Stored>
    {
        public async Task<Stored> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var account = await db.Set<Account>().FromSql($"select * from account where external_id = {command.ExternalId} for update").SingleOrDefaultAsync(cancellationToken);
            var isNew = account is null;
            if (account is null) db.Add(account = new Account { Id = Guid.CreateVersion7(now), ExternalId = command.ExternalId });
            var facts = AccountFacts.Join(JsonSerializer.Deserialize<Dictionary<string, AccountFact>>(account.Facts, JsonSerializerOptions.Web)!, command.Facts);
            account.Facts = JsonSerializer.Serialize(facts, JsonSerializerOptions.Web);
            account.ChangedAt = now;
            Mirror(account, facts);
            await db.SaveChangesAsync(cancellationToken);
            await requesters.Link(account, facts.GetValueOrDefault("zone")?.Text, facts.GetValueOrDefault("locale")?.Text, cancellationToken);
            await plans.Follow(account, now, cancellationToken);
            return new Stored(isNew, facts);
        }

        /// <summary>What queries look for stands in columns too. Without a plan fact an account is Free (D1).</summary>
        private static void Mirror(Account account, IReadOnlyDictionary<string, AccountFact> facts)
        {
            account.Email = facts.GetValueOrDefault("email")?.Text is { } email ? Requesters.Normalise(email) : null;
            account.Name = facts.GetValueOrDefault("name")?.Text;
            account.Plan = Plans.TryParse(facts.GetValueOrDefault("plan")?.Text, out var plan) ? plan : facts.ContainsKey("plan") ? account.Plan : Plan.Free;
        }
    }
}
