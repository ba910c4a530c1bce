namespace Helpdesk.Domain.Safety;

/// <summary>
/// A text without its disguise: small Latin letters, digits, spaces and ASCII signs, and for each of them the half-open
/// span of UTF-16 units of the original that it stands for.
/// </summary>
public sealed class UnmaskedText
{
    /// <summary>Stands where one text ends and another begins (reply and quoted history).</summary>
    public const char Break = '\u0002';

    private char[] _letters;
    private int[] _starts;
    private int[] _ends;

    internal UnmaskedText(int capacity)
    {
        _letters = new char[capacity];
        _starts = new int[capacity];
        _ends = new int[capacity];
    }

    public int Length { get; private set; }

    public ReadOnlySpan<char> Letters => _letters.AsSpan(0, Length);

    /// <summary>Where the letter began in the original.</summary>
    public int Start(int letter) => _starts[letter];

    /// <summary>Where the letter ended in the original, exclusive.</summary>
    public int End(int letter) => _ends[letter];

    public override string ToString() => Letters.ToString();

    internal void Add(char letter, int start, int end)
    {
        if (Length == _letters.Length)
        {
            Array.Resize(ref _letters, Length * 2);
            Array.Resize(ref _starts, Length * 2);
            Array.Resize(ref _ends, Length * 2);
        }

        (_letters[Length], _starts[Length], _ends[Length]) = (letter, start, end);
        Length++;
    }
}
