using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Helpdesk.Platform.Mail;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// Writes many made-up tickets by COPY. Their rows come from <see cref="Opening"/> and the clocks of the domain, as those of any
/// other ticket; only the judgement of a text is taken once for all tickets that carry it, and the way into the tables differs.
/// </summary>
public sealed class BulkTickets(
    HelpdeskDb db, Opening opening, Tickets tickets, Clockwork clockwork, Thresholds thresholds, Judge judge, Policies policies, Caller caller, AfterCommit after, NpgsqlDataSource database)
{
    /// <summary>Small enough to stay in the caches, large enough that a COPY is worth its round trips.</summary>
    private const int BatchSize = 1_000;

    private readonly Dictionary<(string Subject, string Text, Plan Plan), Judged> _judged = [];
    private readonly CopyRows _copy = new(db.Model);

    /// <param name="wanted">In the order of arrival, so that the newest rows lie together.</param>
    /// <param name="told">How many stand in the tables so far.</param>
    public async Task Write(IEnumerable<BulkTicket> wanted, Action<int> told, CancellationToken cancel)
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var connection = await database.OpenConnectionAsync(cancel);
        var numbers = await Numbers(connection, cancel);
        var set = await policies.Current(cancel);
        var written = 0;
        var copying = Task.CompletedTask;
        foreach (var batch in wanted.Chunk(BatchSize))
        {
            var rows = new List<object>(BatchSize * 12);
            foreach (var ticket in batch) await Compose(ticket, numbers, set, rows, cancel);
            await copying;
            copying = Copy(connection, rows, cancel);
            told(written += batch.Length);
        }

        await copying;
        // The planner must know what has come in, or the first lists are slow.
        await using var analyze = new NpgsqlCommand("analyze", connection) { CommandTimeout = 600 };
        await analyze.ExecuteNonQueryAsync(cancel);
    }

    private async Task Compose(BulkTicket wanted, HashSet<string> numbers, PolicySet set, List<object> rows, CancellationToken cancel)
    {
        var (arrival, at) = (wanted.Arrival, wanted.At);
        caller.Viewer = Viewer.System;
        caller.CorrelationId = Guid.CreateVersion7(at).ToString("N");
        var requester = new Requester { Id = Guid.CreateVersion7(at), Name = arrival.Name ?? "", Locale = arrival.Locale, CreatedAt = at };
        var account = wanted.Plan == Plan.Free ? null : new Account
        {
            Id = Guid.CreateVersion7(at), ExternalId = "bulk-" + requester.Id.ToString("N"), Email = arrival.Email, Name = arrival.Name, Plan = wanted.Plan, ChangedAt = at,
        };
        requester.AccountId = account?.Id;
        var address = new RequesterAddress { Address = Requesters.Normalise(arrival.Email), RequesterId = requester.Id };
        string number;
        do number = Tickets.NewNumber();
        while (!numbers.Add(number));

        var ticket = await opening.Compose(
            number, arrival, await Judged(arrival, wanted.Plan, cancel), new Requesters.Known(requester, address, account), set, at, cancel);
        Live(ticket, wanted, set);
        if (account is not null) rows.Add(account);
        rows.Add(requester);
        rows.Add(address);
        caller.Viewer = Viewer.System;
        if (wanted.Until is { } until) thresholds.Pass(ticket, set, until);
        // Nobody is told of what fell due on a made-up ticket.
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.Entity is not Alert)) rows.Add(Sent(entry.Entity, at));
        rows.AddRange(ticket.Clocks);
        rows.AddRange(ticket.Pauses);
        db.ChangeTracker.Clear();
        after.Forget();
    }

    /// <summary>What people did with it since, as their commands record it.</summary>
    private void Live(Ticket ticket, BulkTicket wanted, PolicySet set)
    {
        if (wanted.ClaimedBy is not { } person || ticket.Restricted) return;
        var at = wanted.At + wanted.Untouched;
        caller.Viewer = person;
        tickets.Record(ticket, new Assigned(person.PersonId, "claimed"), at);
        tickets.StaffActs(ticket, at);
        if (wanted.ResolvedAt is not { } resolved) return;
        clockwork.Move(ticket, TicketState.Resolved, "by_hand", set, resolved);
        if (!wanted.Closed)
        {
            db.Add(new Job { Id = Guid.CreateVersion7(resolved), Kind = CloseResolved.Job, TicketId = ticket.Id, DueAt = resolved + CloseResolved.After });
            return;
        }

        caller.Viewer = Viewer.System;
        clockwork.Move(ticket, TicketState.Closed, "seven_days", set, resolved + CloseResolved.After);
    }

    /// <summary>Nobody waits for the receipt of a made-up ticket: it stands in the outbox as gone.</summary>
    private static object Sent(object row, DateTimeOffset at)
    {
        if (row is OutboxMail mail) (mail.State, mail.SentAt, mail.Attempts) = ("sent", at, 1);
        return row;
    }

    private async Task<Judged> Judged(Arrival arrival, Plan plan, CancellationToken cancel)
    {
        var key = (arrival.Subject, arrival.Text, plan);
        if (!_judged.TryGetValue(key, out var judged))
        {
            var verdict = await judge.Screen(arrival.Subject, arrival.Text, [], cancel);
            _judged[key] = judged = new Judged(verdict, judge.Classify(arrival.Subject, arrival.Text, arrival.Channel, plan).Beside(verdict));
        }

        return judged;
    }

    private async Task Copy(NpgsqlConnection connection, List<object> rows, CancellationToken cancel)
    {
        await Task.Yield();
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await _copy.Write(connection, rows, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>All there are: a million random numbers of six characters would clash a thousand times.</summary>
    private static async Task<HashSet<string>> Numbers(NpgsqlConnection connection, CancellationToken cancel)
    {
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        await using var select = new NpgsqlCommand("select number from ticket", connection);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) numbers.Add(reader.GetString(0));
        return numbers;
    }
}

/// <summary>A ticket to be made up.</summary>
/// <param name="ClaimedBy">Null leaves it new.</param>
/// <param name="Untouched">How long it lay before it was claimed.</param>
/// <param name="Closed">Closed seven days after it was resolved.</param>
/// <param name="Until">What has fallen due on it by then is recorded; null leaves that to whoever runs next.</param>
public sealed record BulkTicket(
    Arrival Arrival, Plan Plan, DateTimeOffset At, Viewer? ClaimedBy, TimeSpan Untouched, DateTimeOffset? ResolvedAt, bool Closed, DateTimeOffset? Until = null);
