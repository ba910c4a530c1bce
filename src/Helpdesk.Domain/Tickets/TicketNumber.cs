namespace Helpdesk.Domain.Tickets;

/// <summary>Six characters without look-alikes; any case is accepted; knowing one opens nothing (D29).</summary>
public static class TicketNumber
{
    private const string Alphabet = "23456789BCDFGHJKMNPQRSTVWXYZ";

    /// <param name="random">At least six random bytes; more is not read.</param>
    public static string From(ReadOnlySpan<byte> random)
    {
        Span<char> number = stackalloc char[6];
        for (var i = 0; i < number.Length; i++) number[i] = Alphabet[random[i] % Alphabet.Length];
        return new string(number);
    }

    /// <summary>Upper case, without <c>#</c> and blanks; null when it is no number.</summary>
    public static string? Normalise(string? text)
    {
        var word = text?.Trim().TrimStart('#').ToUpperInvariant();
        return word is { Length: 6 } && word.All(Alphabet.Contains) ? word : null;
    }
}
