using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Audit;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Access;

/// <summary>What a Safety or Legal member typed in person: their address, and their app's code or else their password.</summary>
public sealed record Confirmation(string? Email, string? Secret);

/// <summary>§1: the Safety or Legal role is given and taken by an Administrator with a present Safety or Legal member.</summary>
public sealed class Witness(HelpdeskDb db, IServiceScopeFactory scopes, Caller caller)
{
    private const string Needed = "Giving or taking the Safety or Legal role needs a second person: a Safety or Legal member, here with you, who confirms it.";
    private const string Wrong = "The confirmation is not right. It takes the address of a Safety or Legal member other than you, and the code of their app, or without two-factor their password.";

    /// <returns>Who confirmed; null for the very first member, when there is nobody who could.</returns>
    /// <exception cref="Refused">Nobody confirmed, or not rightly; a wrong try is counted as at sign-in.</exception>
    public async Task<Guid?> Confirm(Confirmation? given, CancellationToken cancel)
    {
        // Members who have left count too: else an Administrator could deactivate them all and begin anew.
        if (!await AnyMember(cancel)) return null;
        if (given is null || string.IsNullOrWhiteSpace(given.Email) || string.IsNullOrEmpty(given.Secret)) throw new Refused(Needed);
        if (given.Email.Length > Accounts.LongestEmail || given.Secret.Length > Accounts.LongestPassword) throw new Refused(Wrong);
        return await Proven(given.Email, given.Secret, cancel) ?? throw new Refused(Wrong);
    }

    private async Task<bool> AnyMember(CancellationToken cancel)
    {
        string[] guarded = [.. Enum.GetValues<Role>().Where(r => r.IsGuarded()).Select(Words.Slug)];
        return await db.UserRoles.Join(db.Roles, r => r.RoleId, r => r.Id, (_, r) => r.Name!).AnyAsync(n => guarded.Contains(n), cancel);
    }

    /// <summary>In a transaction of its own: a wrong try stays counted and audited although the command is refused.</summary>
    private async Task<Guid?> Proven(string email, string secret, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (own, accounts) = (scope.ServiceProvider.GetRequiredService<HelpdeskDb>(), scope.ServiceProvider.GetRequiredService<Accounts>());
        var inner = scope.ServiceProvider.GetRequiredService<Caller>();
        (inner.Viewer, inner.CorrelationId) = (caller.Viewer, caller.CorrelationId);
        await using var transaction = await own.Database.BeginTransactionAsync(cancel);
        var person = await accounts.LockByEmail(email, cancel);
        var proven = person is { Active: true } && person.Id != caller.Viewer.PersonId
            && (await scope.ServiceProvider.GetRequiredService<People>().RolesOf(person.Id, cancel)).Any(r => r.IsGuarded())
            && (person.TwoFactorEnabled ? await accounts.ProvesByCode(person, secret) : await accounts.Proves(person, secret));
        if (!proven) scope.ServiceProvider.GetRequiredService<AuditLog>().Write("confirmation_refused", person?.Id);
        await own.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return proven ? person!.Id : null;
    }
}
