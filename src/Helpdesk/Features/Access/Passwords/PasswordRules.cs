using FluentValidation;

namespace Helpdesk.Features.Access;

/// <summary>Long beats odd: twelve characters of any kind.</summary>
internal static class PasswordRules
{
    public const int Shortest = 12;
    public const string Hint = "At least 12 characters. A few words in a row are good.";

    public static IRuleBuilderOptions<T, string> IsPassword<T>(this IRuleBuilder<T, string> password) => password
        .Must(p => p.Length >= Shortest).WithMessage($"A password has at least {Shortest} characters.")
        .Must(p => p.Length <= Accounts.LongestPassword).WithMessage($"A password has at most {Accounts.LongestPassword} characters.")
        .Must(p => p.Distinct().Count() > 3).WithMessage("That is one character over and over. Take a few words instead.");
}
