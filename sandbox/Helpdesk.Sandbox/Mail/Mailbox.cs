namespace Helpdesk.Sandbox.Mail;

/// <summary>The mail caught since start, in memory. Beyond ten thousand the oldest go: a load test must not fill the machine.</summary>
internal sealed class Mailbox
{
    private const int Most = 10_000;
    private readonly Lock gate = new();
    private readonly LinkedList<CaughtMail> newestFirst = new();
    private readonly Dictionary<string, CaughtMail> byId = new(StringComparer.Ordinal);
    private int last;

    public string NextId() => Interlocked.Increment(ref last).ToString();

    public void Keep(CaughtMail mail)
    {
        lock (gate)
        {
            newestFirst.AddFirst(mail);
            byId.Add(mail.Id, mail);
            if (newestFirst.Count <= Most) return;
            byId.Remove(newestFirst.Last!.Value.Id);
            newestFirst.RemoveLast();
        }
    }

    public IReadOnlyList<CaughtMail> NewestFirst()
    {
        lock (gate) return [.. newestFirst];
    }

    public CaughtMail? Find(string id)
    {
        lock (gate) return byId.GetValueOrDefault(id);
    }
}
