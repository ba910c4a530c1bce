using System.Text.Json;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Safety;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Http;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// How every ticket comes into being, whatever the channel: screened (D8), classified (D5), routed (D12), timed (D19–D25),
/// receipted (D31a) — in the one transaction that stores it.
/// </summary>
public sealed class Opening(
    Tickets tickets, Requesters requesters, Judge judge, Policies policies, Safeguard safeguard, Clockwork clockwork, SameIp sameIp, Receipts receipts)
{
    public async Task<Ticket> Open(Arrival arrival, DateTimeOffset now, CancellationToken cancel)
    {
        var verdict = await judge.Screen(arrival.Subject, SeenText.Of(arrival.Text, arrival.Html), arrival.Files.Select(f => f.Name), cancel);
        var set = await policies.Current(cancel);
        var known = await requesters.Find(arrival.Email, arrival.Name, arrival.AccountExternalId, arrival.Locale, now, cancel);
        var judged = new Judged(verdict, judge.Classify(arrival.Subject, arrival.Text, arrival.Channel, known.Plan).Beside(verdict));
        judged = judged with { TicketsOnSameIp = await sameIp.Count(arrival, judged.Answer, set.Routing.RepeatedIpDisputes, now, cancel) };
        return await Compose(Tickets.NewNumber(), arrival, judged, known, set, now, cancel);
    }

    /// <summary>All rows of a ticket whose text is judged already; many made-up tickets share one text and its judgement.</summary>
    internal async Task<Ticket> Compose(
        string number, Arrival arrival, Judged judged, Requesters.Known known, PolicySet set, DateTimeOffset now, CancellationToken cancel)
    {
        var verdict = judged.Verdict;
        var ticket = new Ticket
        {
            Id = Guid.CreateVersion7(now),
            Number = number,
            Token = Tickets.NewToken(),
            Subject = Line(arrival.Subject, 500),
            Snippet = Line(arrival.Text, 140),
            ExternalId = arrival.ExternalId,
            Locale = arrival.Locale,
            SlaVersion = set.Sla.Version,
        };
        tickets.Add(ticket);
        var message = Store(ticket, arrival, verdict, now);

        // D2: a call is never refused; outside Professional and Enterprise it is a courtesy.
        var courtesy = arrival.Channel == Channel.Phone && !set.Plans[(int)known.Plan].Phone;
        tickets.Record(ticket, new Received(arrival.Channel, known.Plan, known.Requester.Id, known.Account?.Id, message.Id, courtesy, arrival.FollowUpOf), now);
        Triage(ticket, judged, known.Plan, set, now);
        await safeguard.Apply(ticket, message.Id, verdict, isNew: true, now, cancel);
        if (arrival.Channel == Channel.Phone) tickets.Record(ticket, new CallLogged(message.Id, arrival.Spoke), now);
        clockwork.Start(ticket, set, now);
        if (arrival.Channel == Channel.Phone && arrival.Spoke) clockwork.Answered(ticket, now, acknowledges: false, set, now);
        receipts.Queue(ticket, known, arrival, now);
        return ticket;
    }

    private Message Store(Ticket ticket, Arrival arrival, Verdict? verdict, DateTimeOffset now)
    {
        var message = new Message
        {
            Id = Guid.CreateVersion7(now),
            TicketId = ticket.Id,
            Direction = arrival.Channel == Channel.Phone ? "call" : "in",
            At = now,
            PersonId = arrival.LoggedBy,
            AuthorName = arrival.LoggedBy is null ? arrival.Name?.Trim() ?? "" : arrival.LoggedByName,
            AuthorEmail = arrival.LoggedBy is null ? Requesters.Normalise(arrival.Email) : "",
            ReplyTo = arrival.ReplyTo,
            Subject = arrival.Subject,
            Text = arrival.Text,
            Html = arrival.Html,
            MessageId = arrival.InternetId,
            ScreenedBy = verdict?.LexiconVersion,
        };
        tickets.Add(message);
        foreach (var file in arrival.Files) tickets.Add(Files.Row(ticket.Id, message.Id, file, now));
        return message;
    }

    /// <summary>What it is about and where it goes (D5, D12). Without a verdict the screening has no say.</summary>
    internal void Triage(Ticket ticket, Judged judged, Plan plan, PolicySet set, DateTimeOffset now)
    {
        var (verdict, answer, onSameIp) = judged;
        var signals = answer.Signals.Select(s => s.Signal).Distinct(StringComparer.Ordinal).ToList();
        if (onSameIp >= set.Routing.RepeatedIpDisputes && !signals.Contains(Signals.RepeatedIpDispute)) signals.Add(Signals.RepeatedIpDispute);
        var severity = verdict?.Severity;
        var tier = SupportTiers.Of(severity, answer.Impact, signals, set.Urgency);
        var route = Routing.Decide(answer, verdict, plan, set.Routing, tier, onSameIp);
        var runnerUp = answer.Suggestions.ElementAtOrDefault(1);
        tickets.Add(new ClassificationRow
        {
            Id = Guid.CreateVersion7(now),
            TicketId = ticket.Id,
            At = now,
            Subcategory = answer.Top.Slug,
            Confidence = answer.Confidence,
            Suggestions = JsonSerializer.Serialize(answer.Suggestions.Select(s => new { subcategory = s.Subcategory.Slug, confidence = Math.Round(s.Confidence, 4) })),
            Evidence = JsonSerializer.Serialize(answer.Evidence.Select(e => new EvidenceSpan(Words.Slug(e.Field), e.Start, e.End, e.For)), JsonSerializerOptions.Web),
            Model = answer.ModelVersion,
            DecidedBy = Words.Slug(route.DecidedBy),
            Reason = route.Reason,
        });
        tickets.Record(ticket, new Triaged(
            route.Subcategory.Slug, answer.Confidence, runnerUp?.Subcategory.Slug, runnerUp?.Confidence ?? 0, [.. answer.Secondary.Select(s => s.Slug)],
            Words.Slug(route.DecidedBy), answer.ModelVersion, route.Team, route.Level, route.Owner, route.NeedsTriage, route.LegalReview,
            Priorities.Of(severity, answer.Impact, signals, set.Urgency), tier, answer.Impact, signals, route.Reason), now);
    }

    /// <summary>White space folded, cut at a length, for a line of a list.</summary>
    internal static string Line(string text, int longest)
    {
        var line = string.Join(' ', PlainText.Cut(text, longest * 4).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return PlainText.Cut(line, longest);
    }
}

/// <summary>A span of evidence as it is stored: offsets only (D5), the words stay in the message.</summary>
public sealed record EvidenceSpan(string Field, int Start, int End, string For);

/// <summary>What screening and model say about a text.</summary>
/// <param name="Verdict">Null when the text could not be screened (D34a).</param>
/// <param name="TicketsOnSameIp">Those that speak of the same character or owner, this one included (D12).</param>
internal sealed record Judged(Verdict? Verdict, Classification Answer, int TicketsOnSameIp = 1);
