namespace Helpdesk.Sandbox.Faults;

/// <summary>Faults waiting to happen, each so many times. Safe for many threads: a fault armed once happens once.</summary>
internal sealed class ArmedFaults
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, int> left = new(StringComparer.Ordinal);

    public void Arm(string kind, int times)
    {
        lock (gate) left[kind] = left.GetValueOrDefault(kind) + times;
    }

    /// <summary>True when the fault was armed; it is then used up by one.</summary>
    public bool Take(string kind)
    {
        lock (gate)
        {
            if (!left.TryGetValue(kind, out var times)) return false;
            if (times == 1) left.Remove(kind); else left[kind] = times - 1;
            return true;
        }
    }

    public IReadOnlyDictionary<string, int> Armed()
    {
        lock (gate) return new SortedDictionary<string, int>(left, StringComparer.Ordinal);
    }

    public void Disarm()
    {
        lock (gate) left.Clear();
    }
}
