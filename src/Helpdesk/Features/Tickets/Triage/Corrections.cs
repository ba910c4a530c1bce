using System.Text.Json;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Npgsql;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// What people said of tickets, as examples to learn from (D5): the last word on each ticket. Restricted tickets are never learned from
/// (D34), and what erasure has blanked is gone here, too (D39).
/// </summary>
public sealed class Corrections(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Of so many requesters, one is kept apart for judging: a customer's manner of writing never stands on both sides.</summary>
    private const int OneIn = 4;

    private const string From = $"""
        from classification c join ticket t on t.id = c.ticket_id
            cross join lateral (select m.subject, m.text from message m where m.ticket_id = t.id order by m.at, m.id limit 1) m
        where c.decided_by = 'person' and {Visibility.Sql} and (m.subject <> '' or m.text <> '')
        """;

    /// <param name="HeldOut">Never learned from, by no version: only such corrections tell which model is better.</param>
    public sealed record Correction(Guid Id, Example Example, bool HeldOut);

    public Task<IReadOnlyList<Correction>> All(CancellationToken cancel) =>
        Read($"select distinct on (c.ticket_id) c.id, c.subcategory, t.requester_id, m.subject, m.text, c.because::text {From} order by c.ticket_id, c.at desc", [], cancel);

    /// <summary>Those that a version has learned from, as far as they may still be read; in the order of their ids.</summary>
    public Task<IReadOnlyList<Correction>> Of(Guid[] ids, CancellationToken cancel) =>
        Read($"select c.id, c.subcategory, t.requester_id, m.subject, m.text, c.because::text {From} and c.id = any(@ids)", ids, cancel);

    /// <summary>The shipped examples and these.</summary>
    public static Corpus CorpusWith(IEnumerable<Correction> corrections) =>
        new([.. Corpus.ReadShipped().Examples, .. corrections.OrderBy(c => c.Id).Select(c => c.Example)]);

    private async Task<IReadOnlyList<Correction>> Read(string sql, Guid[] ids, CancellationToken cancel)
    {
        await using var select = database.CreateCommand(sql);
        // Nobody's eyes: what is restricted is not read, whoever has the training done.
        Visibility.Parameters(select.Parameters, Viewer.Nobody, time.Instant());
        select.Parameters.AddWithValue("ids", ids);
        await using var row = await select.ExecuteReaderAsync(cancel);
        var found = new List<Correction>();
        while (await row.ReadAsync(cancel))
        {
            if (!Taxonomy.TryParse(row.GetString(1), out Subcategory? subcategory)) continue;
            var (subject, text) = (row.GetString(3), row.GetString(4));
            var example = new Example(subject, text, subcategory, "correction") { Because = WordsOf(row.GetString(5), subject, text) };
            found.Add(new Correction(row.GetGuid(0), example, row.GetGuid(2).ToByteArray()[^1] % OneIn == 0));
        }

        return found;
    }

    private static List<string> WordsOf(string spans, string subject, string text) =>
        [.. (JsonSerializer.Deserialize<List<EvidenceSpan>>(spans, JsonSerializerOptions.Web) ?? [])
            .Select(s => (Span: s, Text: s.Field == "subject" ? subject : text))
            .Where(s => s.Span.Start >= 0 && s.Span.Start < s.Span.End && s.Span.End <= s.Text.Length)
            .Select(s => s.Text[s.Span.Start..s.Span.End])];
}
