using System.Text;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// A mail server's report that a mail of ours was not delivered: the mail it quotes is found by our Message-ID, which only its
/// recipient knows, and marked; the clock's stop is taken back (D24). A report of mere delay changes nothing.
/// </summary>
public sealed class Bounces(HelpdeskDb db, ReleaseMail release)
{
    private const int LongestQuote = 64 * 1024;
    private const int MostIds = 50;

    public async Task Mark(ParsedMail report, DateTimeOffset now, CancellationToken cancel)
    {
        var texts = report.Files.Select(f => Encoding.Latin1.GetString(f.Content, 0, Math.Min(f.Content.Length, LongestQuote)))
            .Append(report.Text.Length > LongestQuote ? report.Text[..LongestQuote] : report.Text).ToList();
        if (IsDelayOnly(texts)) return;
        var ids = texts.SelectMany(Quoted).Distinct(StringComparer.Ordinal).Take(MostIds).ToList();
        if (ids.Count == 0) return;
        var found = await db.Set<OutboxMail>().Where(m => ids.Contains(m.InternetId)).Select(m => new { m.Id, m.TicketId }).FirstOrDefaultAsync(cancel);
        if (found is null) return;

        // The ticket is locked before the mail, as everywhere: two orders would be a deadlock.
        if (found.TicketId is { } ticket) await db.Database.ExecuteSqlAsync($"select 1 from ticket where id = {ticket} for update", cancel);
        var mail = await db.Set<OutboxMail>().FromSql($"select * from outbox_mail where id = {found.Id} for update").SingleAsync(cancel);
        if (mail.State is not ("sending" or "sent" or "delivered")) return;
        mail.State = "bounced";
        mail.LastError = "A mail server reported that it could not be delivered.";
        await release.Failed(mail, "bounced", "bounced", now, cancel);
    }

    /// <summary>RFC 3464: a report names an action for each recipient; only "failed" is a failure.</summary>
    private static bool IsDelayOnly(IReadOnlyList<string> texts)
    {
        var actions = texts.SelectMany(t => t.Split('\n')).Where(l => l.StartsWith("Action:", StringComparison.OrdinalIgnoreCase)).ToList();
        return actions.Count > 0 && !actions.Exists(a => a.Contains("failed", StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Quoted(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            if (!line.TrimStart().StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase)) continue;
            var (open, close) = (line.IndexOf('<', StringComparison.Ordinal), line.IndexOf('>', StringComparison.Ordinal));
            // Ours are plain ASCII; anything else could not even be asked for (a NUL byte is no text to PostgreSQL).
            if (open > 0 && close > open && line[open..(close + 1)] is var id && id.All(char.IsAscii) && !id.Any(char.IsControl)) yield return id;
        }
    }
}
