using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Safety;

/// <summary>Takes from the message that fired what a report must say, and leaves the rest of the ticket where it is (D36).</summary>
public sealed class ReportWriting(HelpdeskDb db)
{
    /// <param name="findings">Those of the incident; empty when a person raised it.</param>
    /// <param name="raised">What the person who raised it wrote.</param>
    public async Task<ReportFacts> Facts(Ticket ticket, Incident incident, IReadOnlyList<ReportFinding> findings, string raised, CancellationToken cancel)
    {
        var message = await db.Set<Message>().FindAsync([incident.MessageId], cancel);
        var passages = findings.Select(f => Passage(message, f)).Where(p => p.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return new ReportFacts(
            ticket.Number, incident.ArrivedAt, Channel(ticket.Channel), incident.Kind, incident.Severity,
            raised.Length > 0 ? [$"Raised by a colleague: {raised}"] : [.. findings.Select(f => f.Label).Distinct(StringComparer.Ordinal)],
            passages, Writer(message), incident.MayConcernHousehold);
    }

    private static string Passage(Message? message, ReportFinding finding)
    {
        var text = finding.Field == TextField.Subject ? message?.Subject : message?.Text;
        var sentence = text is null ? "" : ReportText.Passage(text, finding.Start, finding.End);
        // Words of the markup or of a file's name stand in no text: the finding itself is quoted.
        return sentence.Length > 0 ? sentence : finding.Words;
    }

    private static string Writer(Message? message) => message switch
    {
        null => "Not known.",
        { Direction: "call" } => "By phone; a colleague took it down. The caller's name and address stand on the ticket.",
        _ => string.Join(' ', new[] { message.AuthorName, $"<{message.AuthorEmail}>" }.Where(p => p.Length > 2)),
    };

    private static string Channel(Channel channel) => channel switch
    {
        Domain.Tickets.Channel.Email => "by e-mail", Domain.Tickets.Channel.Form => "by our form", Domain.Tickets.Channel.Api => "by a program of the customer", _ => "by phone",
    };
}

/// <summary>A finding as a report quotes it.</summary>
/// <param name="Words">The words that fired; empty when only their place is known.</param>
public sealed record ReportFinding(TextField Field, int Start, int End, string Label, string Words);
