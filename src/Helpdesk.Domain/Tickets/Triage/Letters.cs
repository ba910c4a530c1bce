namespace Helpdesk.Domain.Tickets;

/// <summary>Lower case without accents, letter by letter, so that "Café" and "cafe" are one word. No dependence on a culture.</summary>
internal static class Letters
{
    private const string Accented = "àáâãäåāăąçćĉčďđèéêëēĕėęěĝğġģìíîïīįıñńņňòóôõöøōŏőřśŝşšţťùúûüūŭůűųýÿžźżœæß";
    private const string Bare     = "aaaaaaaaacccc" + "dd" + "eeeeeeeee" + "gggg" + "iiiiiii" + "nnnn" + "ooooooooo" + "r" + "ssss" + "tt" + "uuuuuuuuu" + "yy" + "zzz" + "oas";
    private const int TableSize = 0x250;
    private static readonly char[] Table = Build();

    public static char Plain(char c) => c < TableSize ? Table[c] : char.ToLowerInvariant(c);

    private static char[] Build()
    {
        var table = new char[TableSize];
        for (var c = 0; c < TableSize; c++)
        {
            var lower = char.ToLowerInvariant((char)c);
            var at = Accented.IndexOf(lower, StringComparison.Ordinal);
            table[c] = at < 0 ? lower : Bare[at];
        }

        return table;
    }
}
