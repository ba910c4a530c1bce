using System.Text.Json;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Features.Safety;
using Helpdesk.Platform;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>One ticket for the API. One that the key may not meet is like one that does not exist (D34); meeting a restricted one is logged.</summary>
public static class ApiTicket
{
    [Requires(Permission.ReadTickets)]
    public sealed record Query(string Number) : IQuery<ApiTicketDocument>;

    internal sealed class Handler(HelpdeskDb db, Tickets tickets, AccessLog access, Settings settings, Caller caller, TimeProvider time) : IRequestHandler<Query, ApiTicketDocument>
    {
        public async Task<ApiTicketDocument> Handle(Query query, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var number = TicketNumber.Normalise(query.Number) ?? throw new NotFound();
            var ticket = await tickets.VisibleTo(caller.Viewer, now).AsNoTracking().Include(t => t.Clocks).SingleOrDefaultAsync(t => t.Number == number, cancellationToken)
                ?? throw new NotFound();
            if (ticket.Restricted) await access.Note([ticket.Id], caller.Viewer, "api", now, cancellationToken);
            var messages = await db.Set<Message>().AsNoTracking().Where(m => m.TicketId == ticket.Id && m.Delivery != "waiting" && m.Delivery != "undone").OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(cancellationToken);
            var files = await db.Set<Attachment>().Where(a => a.TicketId == ticket.Id).OrderBy(a => a.Id)
                .Select(a => new ApiFile(a.MessageId, a.FileName, a.ContentType, a.Size, settings.Url + "/files/" + a.Token)).ToListAsync(cancellationToken);
            return new ApiTicketDocument(
                ticket.Number, ticket.Subject, Words.Slug(ticket.State), Words.Slug(ticket.Channel), ApiBody.Time(ticket.ArrivedAt),
                await Requester(ticket, cancellationToken), ticket.Plan.Slug(), Words.Slug(ticket.Team), ticket.Level, Words.Slug(ticket.Owner),
                await Assignee(ticket, cancellationToken), Words.Slug(ticket.Priority), ticket.SupportTier, ticket.Category.Slug(), ticket.Subcategory,
                await Classification(ticket, messages, cancellationToken), [.. ticket.Clocks.OrderBy(c => c.Target).Select(c => ApiClock.Of(c.Value))], ticket.Restricted,
                [.. messages.Select(m => ApiMessage.Of(m, files))]);
        }

        private async Task<ApiPerson> Requester(Ticket ticket, CancellationToken cancel) => await db.Set<Requester>().Where(r => r.Id == ticket.RequesterId)
            .Select(r => new ApiPerson(db.Set<RequesterAddress>().Where(a => a.RequesterId == r.Id).Min(a => a.Address) ?? "", r.Name)).SingleAsync(cancel);

        private async Task<ApiPerson?> Assignee(Ticket ticket, CancellationToken cancel) => ticket.AssigneeId is { } id
            ? await db.Set<Person>().Where(p => p.Id == id).Select(p => new ApiPerson(p.Email ?? "", p.Name)).SingleOrDefaultAsync(cancel)
            : null;

        /// <summary>D5: the model's answer with its evidence, whoever decided in the end.</summary>
        private async Task<ApiClassification> Classification(Ticket ticket, List<Message> messages, CancellationToken cancel)
        {
            var row = await db.Set<ClassificationRow>().AsNoTracking().Where(c => c.TicketId == ticket.Id && c.Model != "").OrderByDescending(c => c.At).FirstOrDefaultAsync(cancel);
            if (row is null) return new ApiClassification(ticket.Confidence, [], null, "", ticket.DecidedBy);
            var first = messages.Find(m => m.Direction is "in" or "call");
            var evidence = JsonSerializer.Deserialize<List<EvidenceSpan>>(row.Evidence, JsonSerializerOptions.Web)!;
            var suggestions = JsonSerializer.Deserialize<List<ApiSuggestion>>(row.Suggestions, JsonSerializerOptions.Web)!;
            return new ApiClassification(
                ticket.Confidence, [.. evidence.Select(e => ApiEvidence.Of(e, first))], suggestions.ElementAtOrDefault(1)?.WithCategory(), row.Model, ticket.DecidedBy);
        }
    }
}
