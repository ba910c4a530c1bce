using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Database;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// Records what a ticket's clocks have used up (D26) and what follows at the escalation time (D27), each with the alert of it, in the
/// transaction and under the ticket's lock of whoever calls; and plans the next look at each clock. What it does not do: stop or pause a
/// clock, or decide who is told.
/// </summary>
public sealed class Thresholds(Tickets tickets, Alerts alerts)
{
    /// <summary>How long a clock is left alone whose breach hangs on a reply in the outbox.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>A change comes: what was used up before it is recorded first, by the facts as they were when the ticket was loaded.</summary>
    /// <param name="before">What the change says happened; a promise is kept up to and including its due time.</param>
    public void Catch(Ticket ticket, PolicySet set, DateTimeOffset before, DateTimeOffset now)
    {
        var clocks = Clocks.Of([.. ticket.Clocks.Select(c => c.Value)], tickets.FactsAsLoaded(ticket), set.Sla);
        foreach (var reached in clocks.Reached(ticket.Reached, before).Where(r => r.At < before).ToList()) Record(ticket, reached, set, now);
    }

    /// <summary>What is over by the due times as they are stored: they are about to go by other policies, which tell nothing of it (D25).</summary>
    public void CatchStored(Ticket ticket, PolicySet set, DateTimeOffset now)
    {
        var over = ticket.Clocks.Select(c => c.Value).Where(v => v.State == ClockState.Running && v.Due < now && ticket.Reached[(int)v.Target] < 100);
        foreach (var value in over.OrderBy(v => v.Due).ToList()) Record(ticket, new Warning(value.Target, 100, value.Due!.Value), set, now);
    }

    /// <summary>Time passed: everything that is due by now, in order.</summary>
    /// <param name="clicked">When a reply was sent off that waits in the outbox: once it leaves, it counts from then (D24).</param>
    public void Pass(Ticket ticket, PolicySet set, DateTimeOffset now, DateTimeOffset? clicked = null)
    {
        foreach (var reached in Clockwork.Of(ticket, set).Reached(ticket.Reached, now).ToList())
        {
            var answered = clicked <= reached.At && reached is { Percent: 100, Target: Target.FirstResponse or Target.Acknowledgment };
            if (!answered) Record(ticket, reached, set, now);
        }

        Plan(ticket, Clockwork.Of(ticket, set), now);
    }

    /// <summary>Each clock waits for its next share; what is due already is looked at in the next round.</summary>
    /// <param name="clocks">As the ticket's rows have them.</param>
    public static void Plan(Ticket ticket, Clocks clocks, DateTimeOffset now)
    {
        foreach (var clock in ticket.Clocks)
        {
            var next = clocks.Next(clock.Target, ticket.Reached);
            clock.Await(next is null ? null : next with { At = next.At <= now ? now + Patience : WholeMilliseconds(next.At) });
        }
    }

    /// <summary>The last event of the ticket is to be told.</summary>
    public void Tell(Ticket ticket, DateTimeOffset now) => alerts.Add(ticket, now);

    /// <summary>Up: the clock of the handlers ticks in whole ones, and nothing fires before its time.</summary>
    private static DateTimeOffset WholeMilliseconds(DateTimeOffset at) =>
        at.AddTicks((TimeSpan.TicksPerMillisecond - at.Ticks % TimeSpan.TicksPerMillisecond) % TimeSpan.TicksPerMillisecond);

    private void Record(Ticket ticket, Warning reached, PolicySet set, DateTimeOffset now)
    {
        var clock = ticket.ClockOf(reached.Target)!.Value;
        TicketEvent change = (reached.Percent, reached.Target) switch
        {
            (< 100, _) => new Warned(reached.Target, reached.Percent, reached.At),
            (_, Target.Escalation) => ClockEscalation.Of(ticket, set.Routing.Path(ticket.Category), clock),
            _ => new Breached(reached.Target, reached.At, clock.Policy),
        };
        tickets.Record(ticket, change, now, byItself: true);
        Tell(ticket, now);
    }
}
