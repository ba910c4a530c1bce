using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Features.Safety;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>A customer's further message on a ticket, by mail or on the customer's own page (D28).</summary>
public sealed class CustomerMessages(
    HelpdeskDb db, Tickets tickets, Requesters requesters, Judge judge, Safeguard safeguard, Clockwork clockwork, Policies policies, JobQueue jobs, People people, Duties duties, Caller caller)
{
    /// <summary>D31: so many reopenings in an hour are a loop.</summary>
    private const int MostReopenings = 5;

    public enum Outcome { Added, Closed, Loop }

    /// <summary>Stores it, screened; reopens what waits for the customer. A closed ticket takes nothing.</summary>
    /// <param name="letIn">A person has looked at it: the limit against loops does not hold (D31).</param>
    public async Task<Outcome> Receive(string number, Arrival arrival, DateTimeOffset now, CancellationToken cancel, bool letIn = false)
    {
        var verdict = await judge.Screen(arrival.Subject, SeenText.Of(arrival.Text, arrival.Html), arrival.Files.Select(f => f.Name), cancel);
        return await AsCustomer(async () =>
        {
            var ticket = await tickets.ForChange(number, now, cancel);
            if (ticket.State == TicketState.Closed) return Outcome.Closed;
            var reopens = ticket.State is TicketState.Pending or TicketState.Resolved;
            if (reopens && !letIn && await ReopenedInTheLastHour(ticket.Id, now, cancel) >= MostReopenings) return Outcome.Loop;
            await Add(ticket, arrival, verdict, now, cancel);
            if (reopens) await Reopen(ticket, now, cancel);
            return Outcome.Added;
        });
    }

    public Task NoteFollowUp(string number, string followUp, DateTimeOffset now, CancellationToken cancel) => AsCustomer(async () =>
    {
        tickets.Record(await tickets.ForChange(number, now, cancel), new FollowUpOpened(followUp), now);
        return followUp;
    });

    /// <summary>The customer's words reach their ticket whoever may meet it (D34); the events say that it was the customer.</summary>
    private async Task<T> AsCustomer<T>(Func<Task<T>> act)
    {
        var viewer = caller.Viewer;
        caller.Viewer = Domain.Access.Viewer.System with { Kind = Domain.Access.ActorKind.Customer, Name = "Customer" };
        try
        {
            return await act();
        }
        finally
        {
            caller.Viewer = viewer;
        }
    }

    private async Task Add(Ticket ticket, Arrival arrival, Domain.Safety.Verdict? verdict, DateTimeOffset now, CancellationToken cancel)
    {
        var sender = Requesters.Normalise(arrival.Email);
        var known = await requesters.AddressesOf(ticket.RequesterId, cancel);
        // D31: a sender new to the ticket is shown as new and never becomes the requester by writing.
        var isNew = !known.Contains(sender);
        var message = new Message
        {
            Id = Guid.CreateVersion7(now), TicketId = ticket.Id, Direction = "in", At = now,
            AuthorName = arrival.Name?.Trim() ?? "", AuthorEmail = sender, NewSender = isNew, ReplyTo = arrival.ReplyTo,
            Subject = arrival.Subject, Text = arrival.Text, Html = arrival.Html, MessageId = arrival.InternetId, ScreenedBy = verdict?.LexiconVersion,
        };
        tickets.Add(message);
        foreach (var file in arrival.Files) tickets.Add(Files.Row(ticket.Id, message.Id, file, now));
        ticket.Snippet = Opening.Line(arrival.Text, 140);
        tickets.Record(ticket, new MessageReceived(message.Id, isNew), now);
        await safeguard.Apply(ticket, message.Id, verdict, isNew: false, now, cancel);
        safeguard.Reroute(ticket, verdict, await policies.Current(cancel), now);
    }

    private async Task Reopen(Ticket ticket, DateTimeOffset now, CancellationToken cancel)
    {
        // D16: nothing comes back to somebody who has left.
        if (ticket.AssigneeId is { } assignee && await people.Find(assignee, cancel) is null) tickets.Record(ticket, new Assigned(null, TakeFromWhoLeft.Reason), now);
        clockwork.Move(ticket, TicketState.Open, "customer_wrote", await policies.Current(cancel), now);
        await jobs.Remove(CloseResolved.Job, ticket.Id, cancel);
        // D16: a pending ticket leaves somebody who is absent when the customer answers.
        if (ticket.AssigneeId is { } away && await duties.IsAbsent(away, now, cancel)) tickets.Record(ticket, new Assigned(null, "absent"), now);
    }

    private Task<int> ReopenedInTheLastHour(Guid ticket, DateTimeOffset now, CancellationToken cancel)
    {
        var since = now.AddHours(-1);
        return db.Set<EventRow>().CountAsync(e => e.TicketId == ticket && e.Type == "state_changed" && e.At > since
            && EF.Functions.JsonContains(e.Data, """{"reason":"customer_wrote"}"""), cancel);
    }
}
