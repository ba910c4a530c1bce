namespace Helpdesk.Domain.Tickets;

/// <summary>
/// The part of a text that speaks for itself, with the way back: <c>Origin[i]</c> is the UTF-16 offset, in the text as it
/// was given, of character <c>i</c>. Evidence is always reported against the original (D5).
/// </summary>
public sealed class EssentialText(string text, int[] origin)
{
    public static EssentialText Empty { get; } = new("", []);

    public string Text { get; } = text;

    /// <summary>Half-open span of the original that covers characters <paramref name="start"/> up to <paramref name="end"/> here.</summary>
    public (int Start, int End) OriginalSpan(int start, int end) => (origin[start], origin[end - 1] + 1);

    /// <summary>Grows a text character by character and remembers where each one came from.</summary>
    internal sealed class Builder(int capacity)
    {
        private char[] chars = new char[Math.Max(16, capacity)];
        private int[] origins = new int[Math.Max(16, capacity)];

        public int Length { get; private set; }

        public void Add(char c, int origin)
        {
            if (Length == chars.Length)
            {
                Array.Resize(ref chars, Length * 2);
                Array.Resize(ref origins, Length * 2);
            }

            chars[Length] = c;
            origins[Length++] = origin;
        }

        public EssentialText Build() => new(new string(chars, 0, Length), origins.AsSpan(0, Length).ToArray());
    }

    internal void CopyTo(Builder target, int start, int end)
    {
        for (var i = start; i < end; i++) target.Add(Text[i], origin[i]);
    }
}
