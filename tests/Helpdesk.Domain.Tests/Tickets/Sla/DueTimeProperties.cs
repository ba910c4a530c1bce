using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;
using static Helpdesk.Domain.Tests.Tickets.SlaCase;

namespace Helpdesk.Domain.Tests.Tickets;

/// <summary>D23, D24 as properties over random tickets; the seeds are fixed.</summary>
public class DueTimeProperties
{
    [Theory]
    [InlineData("2026-03-04 00:00Z", 1)] // the clocks go forward on 8 March
    [InlineData("2026-10-28 00:00Z", 2)] // and back on 1 November
    [InlineData("2026-12-28 00:00Z", 3)]
    [InlineData("2027-07-01 00:00Z", 4)]
    public void D23_agrees_with_a_naive_walk_minute_by_minute(string start, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 60; i++)
        {
            var facts = RandomFacts(random, Time(start));
            var due = DueTimes.Of(facts, SlaPolicies.Shipped);
            var naive = NaiveSla.Of(facts);
            due.FirstResponse.Due.ShouldBe(naive.First, facts.ToString());
            due.Resolution.Due.ShouldBe(naive.Resolution, facts.ToString());
            due.Escalation.Due.ShouldBe(naive.Escalation, facts.ToString());
        }
    }

    [Fact]
    public void D24_a_pause_moves_each_policys_due_by_the_time_paused_on_its_own_clock()
    {
        var random = new Random(24);
        for (var i = 0; i < 1000; i++)
        {
            var facts = RandomFacts(random, Time("2026-02-20 00:00Z")) with { Pauses = [] };
            var plain = DueTimes.Of(facts, SlaPolicies.Shipped);
            var from = facts.ArrivedAt.AddSeconds(random.Next(6 * 24 * 3600));
            var pause = new Pause(from, from.AddSeconds(random.Next(4 * 24 * 3600)));
            var paused = DueTimes.Of(facts with { Pauses = [pause] }, SlaPolicies.Shipped);
            paused.FirstResponse.Due.ShouldBe(plain.FirstResponse.Due);
            foreach (var (before, after) in plain.Resolution.Tried.Zip(paused.Resolution.Tried).Concat(plain.Escalation.Tried.Zip(paused.Escalation.Tried)))
            {
                if (before.Count is not { } count) continue;
                var moved = count.Calendar.Between(before.Due!.Value, after.Due!.Value);
                moved.ShouldBe(pause.From < before.Due ? count.Calendar.Between(pause.From, pause.To!.Value) : TimeSpan.Zero);
            }

            // With winners and floors: never earlier.
            paused.Resolution.Due!.Value.ShouldBeGreaterThanOrEqualTo(plain.Resolution.Due!.Value);
            paused.Escalation.Due!.Value.ShouldBeGreaterThanOrEqualTo(plain.Escalation.Due!.Value);
            paused.Resolution.Due!.Value.ShouldBeGreaterThanOrEqualTo(paused.FirstResponse.Due!.Value);
            paused.Escalation.Due!.Value.ShouldBeGreaterThanOrEqualTo(paused.Resolution.Due!.Value);
        }
    }

    [Fact]
    public void D19_who_writes_later_is_never_due_earlier()
    {
        var random = new Random(190);
        for (var i = 0; i < 1000; i++)
        {
            var facts = RandomFacts(random, Time("2026-10-20 00:00Z")) with { Pauses = [] };
            var due = DueTimes.Of(facts, SlaPolicies.Shipped);
            var later = DueTimes.Of(facts with { ArrivedAt = facts.ArrivedAt.AddSeconds(random.Next(100_000)) }, SlaPolicies.Shipped);
            foreach (var (a, b) in due.All.Zip(later.All).Where(p => p.First.Due is not null))
                b.Due!.Value.ShouldBeGreaterThanOrEqualTo(a.Due!.Value);
        }
    }

    [Fact]
    public void D25a_the_proof_adds_up()
    {
        var random = new Random(25);
        for (var i = 0; i < 300; i++)
        {
            var proof = SlaProof.Of(DueTimes.Of(RandomFacts(random, Time("2026-10-28 00:00Z")), SlaPolicies.Shipped));
            foreach (var target in proof.Targets)
            {
                var counted = target.Counted.Aggregate(TimeSpan.Zero, (sum, part) => sum + part.Length);
                counted.ShouldBe(target.Count.Amount);
                // What was neither counted nor skipped was paused.
                var skipped = target.Skipped.Aggregate(TimeSpan.Zero, (sum, part) => sum + part.Span.Length);
                var paused = target.Pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause.NotCounted!.Value);
                (counted + skipped + paused).ShouldBe(target.Count.Due!.Value - target.Count.From);
            }
        }
    }

    private static SlaFacts RandomFacts(Random random, DateTimeOffset start)
    {
        var arrived = start.AddMinutes(random.Next(7 * 24 * 60));
        var pauses = new List<Pause>();
        for (var at = arrived; random.Next(3) > 0 && pauses.Count < 5;)
        {
            var from = at.AddMinutes(random.Next(2) * random.Next(3 * 24 * 60));
            at = from.AddMinutes(random.Next(2 * 24 * 60));
            pauses.Add(new Pause(from, at));
        }

        return new SlaFacts(
            (Plan)random.Next(Plans.All.Count), Taxonomy.All[random.Next(Taxonomy.All.Count)],
            random.Next(3) == 0 ? random.Next(1, 5) : null, arrived) { Pauses = pauses };
    }
}
