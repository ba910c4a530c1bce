using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace Helpdesk.Features.Access;

/// <summary>The key that one's authenticator app is to take in; nothing is switched on by it yet.</summary>
public static class TwoFactorKey
{
    [Requires(Permission.SignedIn)]
    public sealed record Command : ICommand<Key>;

    /// <param name="Text">For typing, in groups of four.</param>
    /// <param name="Uri">For the picture: <c>otpauth://totp/…</c></param>
    public sealed record Key(string Text, string Uri);

    internal sealed class Handler(Accounts accounts, UserManager<Person> people, SignInManager<Person> sessions, Caller caller) : IRequestHandler<Command, Key>
    {
        public async Task<Key> Handle(Command command, CancellationToken cancellationToken)
        {
            var person = await accounts.Lock(caller.PersonId, cancellationToken);
            if (person.TwoFactorEnabled) throw new Refused("Two-factor sign-in is on already. Switch it off first to move it to another device.");
            var key = await people.GetAuthenticatorKeyAsync(person);
            if (string.IsNullOrEmpty(key))
            {
                Staff.Check(await people.ResetAuthenticatorKeyAsync(person));
                key = (await people.GetAuthenticatorKeyAsync(person))!;
                await sessions.RefreshSignInAsync(person); // a new key changes the security stamp
            }

            return new Key(string.Join(' ', key.Chunk(4).Select(c => new string(c))),
                $"otpauth://totp/Helpdesk:{Uri.EscapeDataString(person.Email ?? "")}?secret={key}&issuer=Helpdesk&digits=6");
        }
    }
}
