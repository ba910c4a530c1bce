using System.Text.Json;
using System.Text.Json.Serialization;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Features.Tickets;

/// <summary>A ticket as <c>GET /api/v1/tickets/{number}</c> answers it (INTERFACES): the names are a promise.</summary>
public sealed record ApiTicketDocument(
    string Number, string Subject, string State, string Channel, string ArrivedAt, ApiPerson Requester, string Plan, string Team, int Level, string Owner,
    ApiPerson? Assignee, string Priority, int SupportTier, string Category, string Subcategory, ApiClassification Classification,
    IReadOnlyList<ApiClock> Clocks, bool Restricted, IReadOnlyList<ApiMessage> Messages);

public sealed record ApiClassification(double Confidence, IReadOnlyList<ApiEvidence> Evidence, ApiSuggestion? RunnerUp, string Model, string DecidedBy);

/// <summary>A span of the first message, in UTF-16 code units, with its words; no words are left after erasure.</summary>
public sealed record ApiEvidence(string Field, int Start, int End, string Text, string For)
{
    internal static ApiEvidence Of(EvidenceSpan span, Message? first)
    {
        var text = (span.Field == "subject" ? first?.Subject : first?.Text) ?? "";
        return new ApiEvidence(span.Field, span.Start, span.End, span.End <= text.Length ? text[span.Start..span.End] : "", span.For);
    }
}

public sealed record ApiSuggestion(string? Category, string Subcategory, double Confidence)
{
    internal ApiSuggestion WithCategory() => this with { Category = Taxonomy.Get(Subcategory).Category.Slug() };
}

public sealed record ApiClock(string Target, string? Due, string Policy, string State, string? StoppedAt)
{
    internal static ApiClock Of(ClockValue clock) =>
        new(Camel(clock.Target.ToString()), ApiBody.Time(clock.Due), clock.Policy, Camel(clock.State.ToString()), ApiBody.Time(clock.StoppedAt));

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}

/// <param name="Direction"><c>in</c>, <c>out</c> or <c>note</c>; a logged call is a note of staff.</param>
/// <param name="At">When it arrived; of a reply, the click. A reply that can still be undone is not told yet.</param>
public sealed record ApiMessage(Guid Id, string At, string Direction, string Author, string Text, IReadOnlyList<ApiFile> Attachments)
{
    internal static ApiMessage Of(Message message, List<ApiFile> files) => new(
        message.Id, ApiBody.Time(message.At), message.Direction == "call" ? "note" : message.Direction,
        message.AuthorName.Length > 0 ? message.AuthorName : message.AuthorEmail, message.Text, files.FindAll(f => f.MessageId == message.Id));
}

public sealed record ApiFile([property: JsonIgnore] Guid MessageId, string Filename, string ContentType, int Size, string Url);
