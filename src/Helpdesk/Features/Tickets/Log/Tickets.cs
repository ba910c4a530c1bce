using System.Security.Cryptography;
using System.Text.Json;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>The door to the ticket module's tables. Every read starts at <see cref="VisibleTo"/> (D34); every change goes to the log (D30).</summary>
public sealed class Tickets(HelpdeskDb db, Caller caller, AfterCommit after, LiveTail live)
{
    private readonly Dictionary<Guid, SlaFacts> _loaded = [];

    public IQueryable<Ticket> VisibleTo(Viewer viewer, DateTimeOffset now) => db.Set<Ticket>().Where(Visibility.To(viewer, now));

    /// <summary>The ticket, locked until the transaction ends, with clocks and pauses, for the caller to change.</summary>
    /// <exception cref="NotFound">No such ticket, or not for this caller.</exception>
    public async Task<Ticket> ForChange(string number, DateTimeOffset now, CancellationToken cancel) =>
        await ForChange(db.Set<Ticket>().FromSql($"select * from ticket where number = {number} for update"), now, cancel);

    /// <inheritdoc cref="ForChange(string,DateTimeOffset,CancellationToken)"/>
    public async Task<Ticket> ForChange(Guid id, DateTimeOffset now, CancellationToken cancel) =>
        await ForChange(db.Set<Ticket>().FromSql($"select * from ticket where id = {id} for update"), now, cancel);

    private async Task<Ticket> ForChange(IQueryable<Ticket> locked, DateTimeOffset now, CancellationToken cancel)
    {
        var ticket = await locked.Where(Visibility.To(caller.Viewer, now)).Include(t => t.Clocks).Include(t => t.Pauses).SingleOrDefaultAsync(cancel)
            ?? throw new NotFound();
        _loaded[ticket.Id] = Clockwork.Facts(ticket);
        return ticket;
    }

    /// <summary>Tickets that this transaction has locked, with clocks and pauses.</summary>
    public async Task<IReadOnlyList<Ticket>> Locked(Guid[] ids, CancellationToken cancel) =>
        await db.Set<Ticket>().Where(t => ids.Contains(t.Id)).Include(t => t.Clocks).Include(t => t.Pauses).AsSplitQuery().ToListAsync(cancel);

    /// <returns>False when somebody else holds it.</returns>
    public async Task<bool> Lock(Guid id, CancellationToken cancel) =>
        (await db.Database.SqlQuery<Guid>($"select id as \"Value\" from ticket where id = {id} for update skip locked").ToListAsync(cancel)).Count > 0;

    /// <summary>What the due times depended on before this transaction changed anything (D26).</summary>
    public SlaFacts FactsAsLoaded(Ticket ticket) => _loaded.TryGetValue(ticket.Id, out var facts) ? facts : Clockwork.Facts(ticket);

    public void Add(Ticket ticket) => db.Add(ticket);

    public void Add(Message message) => db.Add(message);

    public void Add(Attachment attachment) => db.Add(attachment);

    public void Add(ClassificationRow classification) => db.Add(classification);

    public Task<bool> AssignedSince(Guid ticket, int version, CancellationToken cancel) =>
        db.Set<EventRow>().AnyAsync(e => e.TicketId == ticket && e.Version > version && (e.Type == "assigned" || e.Type == "escalated" || e.Type == "handed_back"), cancel);

    public Task<bool> MovedSince(Guid ticket, int version, CancellationToken cancel) =>
        db.Set<EventRow>().AnyAsync(e => e.TicketId == ticket && e.Version > version && (e.Type == "escalated" || e.Type == "handed_back" || e.Type == "triaged"), cancel);

    /// <summary>The latest decision on what the ticket is about after this version; null when there was none.</summary>
    public Task<EventRow?> TriagedSince(Guid ticket, int version, CancellationToken cancel) => db.Set<EventRow>().AsNoTracking()
        .Where(e => e.TicketId == ticket && e.Version > version && e.Type == "triaged").OrderByDescending(e => e.Version).FirstOrDefaultAsync(cancel);

    /// <summary>The words that a classification is about: those of the first message.</summary>
    public async Task<(string Subject, string Text)> FirstText(Guid ticket, CancellationToken cancel)
    {
        var first = await db.Set<Message>().AsNoTracking().Where(m => m.TicketId == ticket).OrderBy(m => m.At).ThenBy(m => m.Id)
            .Select(m => new { m.Subject, m.Text }).FirstAsync(cancel);
        return (first.Subject, first.Text);
    }

    /// <summary>Whether somebody else would meet this ticket (D34).</summary>
    public async Task<bool> MayMeet(Ticket ticket, Features.Access.Colleague who, DateTimeOffset now, CancellationToken cancel)
    {
        var viewer = new Viewer(ActorKind.Person, who.Id, who.Name, who.Permissions, who.Teams);
        return await VisibleTo(viewer, now).AnyAsync(t => t.Id == ticket.Id, cancel);
    }

    /// <summary>Who gave this ticket back to the queue last, unless it was assigned since: nobody is offered what they returned (D16).</summary>
    public async Task<Guid?> ReturnedBy(Guid ticket, CancellationToken cancel)
    {
        var last = await db.Set<EventRow>().AsNoTracking().Where(e => e.TicketId == ticket && e.Type == "assigned").OrderByDescending(e => e.Version)
            .Select(e => new { e.ActorId, e.Data }).FirstOrDefaultAsync(cancel);
        return last is not null && EventJson.Read(last.Data) is Assigned { To: null, Reason: "returned" } ? last.ActorId : null;
    }

    public Task<bool> HasMessage(Guid id, CancellationToken cancel) => db.Set<Message>().AnyAsync(m => m.Id == id, cancel);

    /// <summary>The token of a customer's link (D29).</summary>
    public Task<string> TokenOf(Guid ticket, CancellationToken cancel) => db.Set<Ticket>().Where(t => t.Id == ticket).Select(t => t.Token).SingleAsync(cancel);

    /// <summary>The ticket behind a customer's link (D29): who holds the token may see what the link shows, and nothing else.</summary>
    public IQueryable<Ticket> BehindLink(string token) => db.Set<Ticket>().Where(t => t.Token == token);

    /// <summary>D28: new → open at the first staff act.</summary>
    public void StaffActs(Ticket ticket, DateTimeOffset at)
    {
        if (ticket.State == TicketState.New) Record(ticket, new StateChanged(TicketState.Open, StateChanged.FirstStaffAct), at);
    }

    /// <summary>Appends the event to the log and folds it into the row (D30); live pages hear of it after the commit.</summary>
    /// <param name="byItself">Helpdesk did it, whoever's act it precedes.</param>
    public void Record(Ticket ticket, TicketEvent change, DateTimeOffset at, bool byItself = false)
    {
        var actor = byItself ? Viewer.System : caller.Viewer;
        var clocks = ticket.Clocks.Count;
        var pauses = ticket.Pauses.Count;
        var shut = change is Restricted && !ticket.Restricted && !IsNew(ticket);
        ticket.Apply(change, at);
        db.Add(new EventRow
        {
            TicketId = ticket.Id,
            Version = ticket.Version,
            Type = EventJson.TypeOf(change),
            Shape = change.Shape,
            At = at,
            ActorKind = Words.Slug(actor.Kind),
            ActorId = actor.PersonId,
            CorrelationId = caller.CorrelationId,
            Data = JsonSerializer.Serialize<TicketEvent>(change, EventJson.Options),
        });

        // Rows that the fold has added are new to the context; detection alone would take their set keys for stored ones.
        if (!IsNew(ticket))
        {
            foreach (var clock in ticket.Clocks.Skip(clocks)) db.Entry(clock).State = EntityState.Added;
            foreach (var pause in ticket.Pauses.Skip(pauses)) db.Entry(pause).State = EntityState.Added;
        }

        after.Do(() => live.Changed(ticket.Id, ticket.Number, ticket.Version, ticket.Restricted, shut));
    }

    /// <summary>Made in this transaction. Asked without looking for changes, which would compare all of a ticket at each event.</summary>
    private bool IsNew(Ticket ticket)
    {
        var looks = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return db.Entry(ticket).State == EntityState.Added;
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = looks; // who writes by COPY has switched it off
        }
    }

    /// <summary>The log of a ticket, oldest first.</summary>
    public async Task<IReadOnlyList<(TicketEvent Change, EventRow Row)>> Log(Guid ticket, CancellationToken cancel)
    {
        var rows = await db.Set<EventRow>().AsNoTracking().Where(e => e.TicketId == ticket).OrderBy(e => e.Version).ToListAsync(cancel);
        return [.. rows.Select(row => (EventJson.Read(row.Data), row))];
    }

    public static string NewNumber() => TicketNumber.From(RandomNumberGenerator.GetBytes(6));

    /// <summary>32 characters, 128 bits: for customers' links and files (D29).</summary>
    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
