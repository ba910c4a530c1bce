using Helpdesk.Platform;
using Microsoft.AspNetCore.Identity;

namespace Helpdesk.Features.Access;

/// <summary>One-time links. Each holds a token that ends with the person's next password, or after a day.</summary>
public sealed class AccessLinks(UserManager<Person> people, Settings settings)
{
    private const string Invitation = "invitation";

    public async Task<string> ToInvitation(Person person) =>
        Link("/invitation", person, await people.GenerateUserTokenAsync(person, TokenOptions.DefaultProvider, Invitation));

    public async Task<string> ToReset(Person person) => Link("/password/reset", person, await people.GeneratePasswordResetTokenAsync(person));

    /// <summary>The link was sent to the person's address, so it also proves that the address is theirs.</summary>
    internal async Task<bool> Invites(Person person, string token) =>
        person is { Active: true, PasswordHash: null } && await people.VerifyUserTokenAsync(person, TokenOptions.DefaultProvider, Invitation, token);

    private string Link(string path, Person person, string token) =>
        $"{settings.Url}{path}?person={person.Id:N}&token={Uri.EscapeDataString(token)}";
}
