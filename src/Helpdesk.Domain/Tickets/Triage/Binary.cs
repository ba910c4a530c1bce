using System.Runtime.InteropServices;

namespace Helpdesk.Domain.Tickets;

/// <summary>Arrays of numbers as they lie in memory, with their length before them.</summary>
internal static class Binary
{
    public static void WriteAll<T>(this BinaryWriter to, ReadOnlySpan<T> values) where T : unmanaged
    {
        to.Write(values.Length);
        to.Write(MemoryMarshal.AsBytes(values));
    }

    /// <exception cref="EndOfStreamException">There is less than was announced.</exception>
    public static T[] ReadAll<T>(this BinaryReader from) where T : unmanaged
    {
        var values = new T[from.ReadInt32()];
        from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
