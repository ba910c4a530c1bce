using System.Text.Json;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Npgsql;

namespace Helpdesk.Features.Tickets;

/// <summary>Reads the rows of <see cref="ShowSql"/>, column by column in the order of the statements.</summary>
internal sealed class ShowReader(NpgsqlDataReader row)
{
    private int _at;

    public (TicketHead Head, SlaFacts Facts, IReadOnlyList<ClockValue> Clocks) Head()
    {
        _at = 0;
        var (id, number, token, subject, version) = (Next<Guid>(), Next<string>(), Next<string>(), Next<string>(), Next<int>());
        var (state, look, channel, plan) = (Slug<TicketState>(), Maybe<DateOnly>(), Slug<Channel>(), (Plan)Next<short>());
        var (courtesy, followUp, notForSupport, waits, undelivered) = (Next<bool>(), Text(), Next<bool>(), Next<bool>(), Next<bool>());
        var (team, level, owner, assigneeId, assignee) = (Slug<Team>(), Next<int>(), Slug<Team>(), Maybe<Guid>(), Text());
        var (subcategory, confidence, decidedBy, triage, legal) = (Next<string>(), Next<double>(), Next<string>(), Next<bool>(), Next<bool>());
        var (priority, tier, impact, signals) = ((Priority)Next<short>(), Next<int>(), (Impact)Next<short>(), Next<string[]>());
        var (restricted, notScreened, silent, arrived, changed) = (Next<bool>(), Next<bool>(), Next<bool>(), Time()!.Value, Time()!.Value);
        var (incidentDue, incidentSince, incidentPolicy) = (Time(), Time(), Text());
        var (name, zone, locale, since, addresses, count) = (Next<string>(), Text(), Next<string>(), Time()!.Value, Next<string[]>(), Next<long>());
        var requester = new RequesterView(name, addresses, zone, locale, (int)count, since, Text(), Text(), Text());
        var (clocks, pauses) = (Json(Clock), Json(e => new Pause(e[0].GetDateTimeOffset(), e[1].ValueKind == JsonValueKind.Null ? null : e[1].GetDateTimeOffset())));
        var head = new TicketHead(
            id, number, token, subject, version, state, look, channel, plan, courtesy, followUp, notForSupport, waits, undelivered, team, level, owner,
            assigneeId, assignee, subcategory, confidence, decidedBy, triage, legal, priority, tier, impact, signals, restricted, notScreened, silent,
            arrived, changed, requester);
        var facts = new SlaFacts(plan, head.Topic, tier, arrived)
        {
            Pauses = [.. pauses.Where(p => p.To != p.From)],
            Incidents = incidentDue is { } due ? [new IncidentTarget(incidentPolicy!, incidentSince!.Value, due)] : [],
        };
        return (head, facts, clocks);
    }

    public async Task<IReadOnlyList<ThreadMessage>> Thread(CancellationToken cancel)
    {
        var thread = new List<ThreadMessage>();
        while (await row.ReadAsync(cancel))
        {
            _at = 0;
            thread.Add(new ThreadMessage(
                Next<Guid>(), Next<string>(), Time()!.Value, Maybe<Guid>(), Next<string>(), Next<string>(), Next<bool>(), Text(), Next<string>(), Next<bool>(),
                Next<string>(), Fold(Maybe<short>()), Json(e => new FileView(e[0].GetString()!, e[1].GetString()!, e[2].GetString()!, e[3].GetInt32()))));
        }

        return thread;
    }

    public async Task<IReadOnlyList<TimelineEntry>> Timeline(CancellationToken cancel)
    {
        var entries = new List<TimelineEntry>();
        while (await row.ReadAsync(cancel))
        {
            _at = 0;
            var (version, type, at, data) = (Next<int>(), Next<string>(), Time()!.Value, Next<string>());
            var (kind, actor, assignee) = (Next<string>(), Text(), Text());
            var (icon, words, detail) = TimelineWords.Of(type, EventJson.Read(data), assignee);
            entries.Add(new TimelineEntry(version, icon, words, detail, at, actor ?? (kind == "customer" ? "Customer" : "Helpdesk")));
        }

        return entries;
    }

    public async Task<TriageView> Triage(CancellationToken cancel)
    {
        var view = new TriageView([], [], "", "", null, null);
        while (await row.ReadAsync(cancel))
        {
            _at = 0;
            var suggestions = Json(e => new SuggestionView(e.GetProperty("subcategory").GetString()!, e.GetProperty("confidence").GetDouble()));
            var evidence = Json(e => new EvidenceSpan(e.GetProperty("field").GetString()!, e.GetProperty("start").GetInt32(), e.GetProperty("end").GetInt32(), e.GetProperty("for").GetString()!));
            var (model, reason, at, decidedBy, person) = (Next<string>(), Next<string>(), Time(), Next<string>(), Text());
            view = decidedBy == "person"
                ? view with { Reason = reason, At = at, CorrectedBy = person }
                : new TriageView(suggestions, evidence, model, reason, at, null);
        }

        return view;
    }

    public async Task<ComposerView> Composer(CancellationToken cancel)
    {
        await row.ReadAsync(cancel);
        _at = 0;
        var drafts = Json(e => (Kind: e[0].GetString()!, Draft: new DraftView(e[1].GetString()!, e[2].GetString(), e[3].GetInt32(), e[4].GetDateTimeOffset())));
        var templates = Json(e => new TemplateView(e[0].GetString()!, e[1].GetString()!, e[2].GetString()!));
        UndoView? undo = null;
        if (Text() is { } waiting)
        {
            using var json = JsonDocument.Parse(waiting);
            undo = new UndoView(json.RootElement[0].GetGuid(), json.RootElement[1].GetDateTimeOffset());
        }

        return new ComposerView(drafts.ToDictionary(d => d.Kind, d => d.Draft, StringComparer.Ordinal), templates, undo);
    }

    private static ClockValue Clock(JsonElement e) => new(
        Parse<Target>(e[0].GetString()), e[1].ValueKind == JsonValueKind.Null ? null : e[1].GetDateTimeOffset().ToUniversalTime(), e[2].GetString()!, Parse<ClockState>(e[3].GetString()),
        e[4].ValueKind == JsonValueKind.Null ? null : e[4].GetDateTimeOffset().ToUniversalTime(), e[5].GetBoolean());

    /// <summary>D35: harmful text arrives folded behind a plain-words label.</summary>
    private static string? Fold(short? severity) => (Severity?)severity switch
    {
        Severity.Critical => "Somebody may be in danger. Open when you are ready.",
        Severity.High => "May be hard to read. Open when you are ready.",
        _ => null,
    };

    private T Next<T>() => row.GetFieldValue<T>(_at++);

    private string? Text() => row.IsDBNull(_at) ? Skip<string>() : row.GetString(_at++);

    private T? Maybe<T>() where T : struct => row.IsDBNull(_at) ? Skip<T?>() : row.GetFieldValue<T>(_at++);

    private DateTimeOffset? Time() => row.IsDBNull(_at) ? Skip<DateTimeOffset?>() : new DateTimeOffset(row.GetDateTime(_at++), TimeSpan.Zero);

    private T? Skip<T>()
    {
        _at++;
        return default;
    }

    private T Slug<T>() where T : struct, Enum => Parse<T>(row.GetString(_at++));

    private static T Parse<T>(string? slug) where T : struct, Enum => Words.TryParse(slug, out T value) ? value : default;

    private List<T> Json<T>(Func<JsonElement, T> read)
    {
        if (Text() is not { } text) return [];
        using var document = JsonDocument.Parse(text);
        return [.. document.RootElement.EnumerateArray().Select(read)];
    }
}
