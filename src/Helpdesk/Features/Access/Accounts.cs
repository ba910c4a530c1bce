using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Access;

/// <summary>A person's account with its secrets: password, codes, lockout. Each is read under the row's lock, so that wrong tries
/// sent at once are all counted.</summary>
public sealed class Accounts(HelpdeskDb db, UserManager<Person> people)
{
    public const int LongestEmail = 254;
    public const int LongestPassword = 200;

    /// <summary>Of a password that nobody has; checking against it costs what checking against a real one does.</summary>
    private static readonly string NobodysHash = new PasswordHasher<Person>().HashPassword(new Person(), Guid.NewGuid().ToString());

    /// <returns>Null when nobody has this address.</returns>
    public async Task<Person?> LockByEmail(string email, CancellationToken cancel)
    {
        var normalised = people.NormalizeEmail(email.Trim());
        return await db.Users.FromSql($"select * from person where normalized_email = {normalised} for update").SingleOrDefaultAsync(cancel);
    }

    /// <exception cref="NotFound">There is no such person.</exception>
    public async Task<Person> Lock(Guid id, CancellationToken cancel) => await TryLock(id, cancel) ?? throw new NotFound();

    public async Task<Person?> TryLock(Guid id, CancellationToken cancel) =>
        await db.Users.FromSql($"select * from person where id = {id} for update").SingleOrDefaultAsync(cancel);

    public Task<bool> IsLocked(Person person) => people.IsLockedOutAsync(person);

    public void TakeAsLongAs(string password) => people.PasswordHasher.VerifyHashedPassword(new Person(), NobodysHash, password);

    /// <summary>A right password clears the count; a wrong one adds to it, and locks in the end.</summary>
    public async Task<bool> Proves(Person person, string password)
    {
        if (await people.IsLockedOutAsync(person)) return false;
        return await Counted(person, await people.CheckPasswordAsync(person, password));
    }

    /// <summary>The code of the authenticator app. One code counts once, whoever looked over the shoulder.</summary>
    public async Task<bool> ProvesByCode(Person person, string code)
    {
        if (await people.IsLockedOutAsync(person)) return false;
        var digits = Digits(code);
        var right = digits != await people.GetAuthenticationTokenAsync(person, "helpdesk", "last-code")
            && await people.VerifyTwoFactorTokenAsync(person, TokenOptions.DefaultAuthenticatorProvider, digits);
        if (right) Staff.Check(await people.SetAuthenticationTokenAsync(person, "helpdesk", "last-code", digits));
        return await Counted(person, right);
    }

    /// <summary>A recovery code, which is used up by it.</summary>
    public async Task<bool> ProvesByRecoveryCode(Person person, string code)
    {
        if (await people.IsLockedOutAsync(person)) return false;
        var used = await people.RedeemTwoFactorRecoveryCodeAsync(person, code.Trim().ToUpperInvariant());
        return await Counted(person, used.Succeeded);
    }

    /// <summary>Switches it off, and forgets the key with every recovery code.</summary>
    public async Task ForgetTwoFactor(Person person)
    {
        Staff.Check(await people.SetTwoFactorEnabledAsync(person, false));
        Staff.Check(await people.ResetAuthenticatorKeyAsync(person));
        await people.GenerateNewTwoFactorRecoveryCodesAsync(person, 0);
    }

    internal static string Digits(string code) => code.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    private async Task<bool> Counted(Person person, bool right)
    {
        Staff.Check(right ? await people.ResetAccessFailedCountAsync(person) : await people.AccessFailedAsync(person));
        return right;
    }
}
