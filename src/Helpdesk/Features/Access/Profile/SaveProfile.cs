using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace Helpdesk.Features.Access;

/// <summary>One's own name, zone, language and looks. The session goes on, with them.</summary>
public static class SaveProfile
{
    public const int LongestName = 100;

    public static IReadOnlyList<string> Themes { get; } = ["system", "light", "dark"];

    [Requires(Permission.SignedIn)]
    public sealed record Command(string Name, string Zone, string Locale, string Theme, bool Compact) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Name).Must(n => !string.IsNullOrWhiteSpace(n)).WithMessage("Write your name as colleagues and customers should see it.");
            RuleFor(c => c.Name).MaximumLength(LongestName).WithMessage($"A name has at most {LongestName} characters.");
            RuleFor(c => c.Name).Must(n => !n.Any(char.IsControl)).WithMessage("A name stands on one line.");
            RuleFor(c => c.Zone).Must(z => Preferences.Zones.Contains(z)).WithMessage("Choose a time zone from the list.");
            RuleFor(c => c.Locale).Must(l => Preferences.Locales.Contains(l)).WithMessage("Choose a language from the list.");
            RuleFor(c => c.Theme).Must(t => Themes.Contains(t)).WithMessage("Choose light, dark or that of the device.");
        }
    }

    internal sealed class Handler(Accounts accounts, UserManager<Person> people, SignInManager<Person> sessions, Caller caller) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var person = await accounts.Lock(caller.PersonId, cancellationToken);
            (person.Name, person.Zone, person.Locale, person.Theme, person.Compact) =
                (command.Name.Trim(), command.Zone, command.Locale, command.Theme, command.Compact);
            Staff.Check(await people.UpdateAsync(person));
            await sessions.RefreshSignInAsync(person);
            return Unit.Value;
        }
    }
}
