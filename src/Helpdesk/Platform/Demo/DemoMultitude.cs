using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;

namespace Helpdesk.Platform.Demo;

/// <summary>Tickets by the hundred thousand: the conversations of the demo, spread over two years, nine in ten of them long closed.</summary>
public static class DemoMultitude
{
    private static readonly TimeSpan Past = TimeSpan.FromDays(730);

    /// <param name="told">How many are written so far.</param>
    public static async Task Add(IServiceProvider services, int count, DateTimeOffset now, Action<int> told, CancellationToken cancel)
    {
        var staff = await DemoWorld.Viewers(services, cancel);
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BulkTickets>().Write(Of(count, staff, now), told, cancel);
    }

    /// <summary>In the order of arrival.</summary>
    private static IEnumerable<BulkTicket> Of(int count, IReadOnlyDictionary<string, Viewer> staff, DateTimeOffset now)
    {
        var texts = DemoTexts.Conversations.Where(t => !t.IsSafety).ToList();
        var customers = DemoTexts.Customers;
        var agents = staff.Values.Where(v => v.May(Permission.WorkTickets)).OrderBy(v => v.Name, StringComparer.Ordinal).ToList();
        // Nobody's address twice, however often this is run.
        var run = Guid.CreateVersion7(now).ToString("N")[4..12];
        for (var i = 0; i < count; i++)
        {
            var text = texts[i % texts.Count];
            var who = customers[i % customers.Count];
            var at = ArrivedAt(i, count, now);
            var age = now - at;
            // One letter a text, so that each is judged once.
            var writing = new DemoWriting(text, customers[i % texts.Count % customers.Count], i % texts.Count);
            var name = $"{who.Name.Split(' ')[0]} {customers[(i / customers.Count) % customers.Count].Name.Split(' ')[^1]}";
            var arrival = new Arrival(i % 3 == 0 ? Channel.Email : Channel.Form, $"{who.Email.Split('@')[0]}.{run}.{i}@example.net", name, writing.Fill(text.Subjects[0]), writing.Fill(text.Body))
            {
                Locale = text.Locale,
            };
            var untouched = TimeSpan.FromMinutes(5 + i % 240);
            var resolved = at + untouched + TimeSpan.FromHours(1 + i % 70);
            yield return new BulkTicket(
                arrival, Plans.All[i % Plans.All.Count], at,
                ClaimedBy: age > untouched && i % 3 != 0 || age > TimeSpan.FromDays(5) ? agents[i % agents.Count] : null,
                untouched, resolved < now ? resolved : null, Closed: resolved + CloseResolved.After < now, Until: now);
        }
    }

    /// <summary>Nine tenths over two years, the last tenth over the last three days: what a desk has open.</summary>
    private static DateTimeOffset ArrivedAt(int i, int count, DateTimeOffset now)
    {
        var old = count * 9L / 10;
        var recent = TimeSpan.FromDays(3);
        var at = i < old ? now - Past + (Past - recent) * ((double)i / old) : now - recent + recent * ((double)(i - old) / Math.Max(1, count - old));
        return new DateTimeOffset(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
    }
}
