using Helpdesk.Domain.Tickets;

namespace Helpdesk.Features.Tickets;

/// <summary>What stands in the composer when it opens: the kept draft, or a template filled from what the ticket knows (D33).</summary>
public static class Composing
{
    public static readonly IReadOnlyList<string> Kinds = ["reply", "note", "call"];

    /// <summary>The template that resolving offers (D32); with it goes the state.</summary>
    public const string Resolution = "resolved";

    public static (string Text, string? Template, int BasedOn) Begin(TicketView ticket, string kind, string? template, string writer)
    {
        if (kind == "reply" && ticket.Composer.Templates.FirstOrDefault(t => t.Slug == template) is { } chosen)
        {
            return (Blanks.Fill(chosen.Body, name => Value(ticket, name, writer)), chosen.Slug, ticket.Head.Version);
        }

        return ticket.Composer.Drafts.TryGetValue(kind, out var draft)
            ? (draft.Text, draft.Template, draft.BasedOn)
            : ("", null, ticket.Head.Version);
    }

    private static string? Value(TicketView ticket, string name, string writer) => name switch
    {
        "customer" => ticket.Head.Requester.Name.Split(' ')[0],
        "agent" => writer,
        "number" => ticket.Head.Number,
        "team" => ticket.Head.Team.Name(),
        "topic" => ticket.Head.Topic.Name,
        _ => null,
    };
}
