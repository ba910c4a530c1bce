using System.Net;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Safety;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Tests.Support;
using Npgsql;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Safety;

/// <summary>The incident desk: the crisis workflow (D35), incident clocks (D22a), raising by hand and resolving (D8).</summary>
public class IncidentTests
{
    [Fact]
    public async Task D35_detection_and_classification_are_steps_with_time_and_actor_from_the_start()
    {
        await using var desk = await Desk.Start(running: false);
        var incident = await desk.Incident(await desk.OpenCritical());
        (await desk.Query("select act, actor_kind, at = (select arrived_at from incident) from incident_step order by act desc"))
            .Select(r => string.Join(' ', r)).ShouldBe(["detected system True", "classified system True"]);
        (await desk.Send(IncidentWorld.Safety, new ShowIncident.Query(incident))).Steps.Count.ShouldBe(2);
    }

    [Fact]
    public async Task D22a_the_first_act_of_safety_stops_the_clock_and_a_second_changes_nothing()
    {
        await using var desk = await Desk.Start(running: false);
        var incident = await desk.Incident(await desk.OpenCritical());
        desk.Clock.Advance(TimeSpan.FromMinutes(4));
        await desk.Send(IncidentWorld.Safety, new AcknowledgeIncident.Command(incident));
        var stopped = await desk.Scalar<DateTime>("select stopped_at from incident");
        desk.Clock.Advance(TimeSpan.FromMinutes(4));
        await desk.Send(IncidentWorld.Safety, new AcknowledgeIncident.Command(incident));

        (await desk.Scalar<DateTime>("select stopped_at from incident")).ShouldBe(stopped);
        (await desk.Scalar<bool>("select stopped_at - arrived_at between interval '4 minutes' and interval '5 minutes' from incident")).ShouldBeTrue();
        (await desk.Steps(incident)).Count(a => a == "acknowledged").ShouldBe(1);
        await Should.ThrowAsync<Refused>(() => desk.Send(IncidentWorld.Legal, new AcknowledgeIncident.Command(incident)));
    }

    [Fact]
    public async Task D22a_a_reply_of_safety_that_left_stops_the_clock_at_its_click()
    {
        await using var desk = await Desk.Start();
        var number = await desk.OpenCritical();
        var incident = await desk.Incident(number);
        await desk.Send(IncidentWorld.Safety, new Reply.Command(number, Guid.CreateVersion7(), await desk.Version(number), "We are here.", TicketState.Open, null, "kim@example.org"));
        (await desk.Query("select stopped_at from incident"))[0][0].ShouldBeNull("it waits in the outbox, where it can be undone");
        desk.Clock.Advance(TimeSpan.FromSeconds(11));
        await Desk.Until(async () => (await desk.Steps(incident)).Contains("answered"), "the reply left");
        (await desk.Scalar<bool>("select i.stopped_at = m.created_at from incident i, outbox_mail m where m.kind = 'reply'")).ShouldBeTrue();
    }

    [Fact]
    public async Task D9_D35a_a_message_to_the_guardian_is_prepared_for_medium_and_never_where_the_guardian_may_be_the_danger()
    {
        await using var desk = await Desk.Start(running: false);
        using var crm = await ApiClient.With(desk, "accounts:write");
        await crm.Put("/api/v1/accounts/acc-1", new { email = "kim@example.org", plan = "family" });
        const string offer = "A message to the guardian is prepared";
        var calm = await desk.Open("The voice is silent", SafetyWorld.Harmless, "kim@example.org", "Kim Doe");
        await desk.Send(IncidentWorld.Safety, new RaiseIncident.Command(calm, SafetyKind.ContentModeration, Severity.Medium, "Rude words in a shared story."));
        var grave = await desk.OpenDisclosure();
        using var marcus = await desk.As(IncidentWorld.Safety);

        (await marcus.Page($"/safety/incidents/{await desk.Incident(calm)}")).ShouldContain(offer);
        (await marcus.Page($"/safety/incidents/{await desk.Incident(grave)}")).ShouldNotContain(offer);
        var composer = await marcus.Page($"/tickets/{calm}?template={GuardianNotice.Template}");
        composer.ShouldContain("Hello Kim,");
        await Should.ThrowAsync<Refused>(async () => await desk.Send(IncidentWorld.Safety, new Reply.Command(calm, Guid.CreateVersion7(), await desk.Version(calm), "Hello Kim,\n\n[what we did about it]", TicketState.Pending, GuardianNotice.Template, null)));
    }

    [Fact]
    public async Task D35_a_note_is_never_edited_and_a_correction_stands_beside_it_with_its_reason()
    {
        await using var desk = await Desk.Start(running: false);
        var incident = await desk.Incident(await desk.OpenCritical());
        var note = Guid.CreateVersion7();
        await desk.Send(IncidentWorld.Safety, new AddIncidentNote.Command(incident, note, "Called at 10."));
        await desk.Send(IncidentWorld.Safety, new AddIncidentNote.Command(incident, note, "Called at 10."));
        await Should.ThrowAsync<FluentValidation.ValidationException>(() => desk.Send(IncidentWorld.Legal, new AddIncidentNote.Command(incident, Guid.CreateVersion7(), "It was 11.", note)));
        await desk.Send(IncidentWorld.Legal, new AddIncidentNote.Command(incident, Guid.CreateVersion7(), "It was 11.", note, "Wrong hour"));

        var notes = (await desk.Send(IncidentWorld.Safety, new ShowIncident.Query(incident))).Notes;
        notes.Select(n => n.Text).ShouldBe(["Called at 10.", "It was 11."]);
        notes[1].Corrects.ShouldBe(note);
        foreach (var sql in new[] { "update incident_note set text = ''", "delete from incident_note", "update incident_step set note = ''", "delete from incident_step" })
            (await Should.ThrowAsync<PostgresException>(() => desk.Query(sql))).MessageText.ShouldContain("append-only");
    }

    [Fact]
    public async Task D8_any_agent_raises_and_nobody_lowers()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open("Too quiet", SafetyWorld.Harmless);
        await desk.Send("Elena Marsh", new RaiseIncident.Command(number, SafetyKind.Privacy, Severity.Medium, "She names a school."));
        (await desk.Scalar<string>("select team from ticket where number = $1", number)).ShouldBe("safety");
        (await desk.IsRestricted(number)).ShouldBeFalse();
        (await Should.ThrowAsync<Refused>(() => desk.Send("Elena Marsh", new RaiseIncident.Command(number, SafetyKind.Privacy, Severity.Low, "Less")))).Problems[0].ShouldContain("only be raised");
        await Should.ThrowAsync<Refused>(() => desk.Send("Elena Marsh", new RaiseIncident.Command(number, SafetyKind.Privacy, Severity.High, " ")));

        await desk.Send("Elena Marsh", new RaiseIncident.Command(number, SafetyKind.Privacy, Severity.High, "And an address."));
        (await desk.IsRestricted(number)).ShouldBeTrue();
        (await desk.Send("Elena Marsh", new ShowTicket.Query(number))).View.ShouldBeNull("she meets its number alone from here on");
        (await desk.Steps(await desk.Incident(number))).ShouldBe(["raised", "classified"]);
        (await desk.Scalar<long>("select count(*) from report")).ShouldBe(0);
    }

    [Fact]
    public async Task D8_reviewed_no_risk_found_needs_a_reason_and_leaves_the_detection()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.OpenCritical();
        var incident = await desk.Incident(number);
        await Should.ThrowAsync<Refused>(() => desk.Send(IncidentWorld.Safety, new ResolveIncident.Command(incident, NoRisk: true, "")));
        await Should.ThrowAsync<NotAllowed>(() => desk.Send("Elena Marsh", new ResolveIncident.Command(incident, NoRisk: true, "fine")));
        await desk.Send(IncidentWorld.Safety, new ResolveIncident.Command(incident, NoRisk: true, "A line of a song; the parent called."));

        (await desk.Query("select state, outcome, severity from incident"))[0].ShouldBe(["resolved", "no_risk", (short)Severity.Critical]);
        (await desk.IsRestricted(number)).ShouldBeTrue("resolving lifts nothing");
        await Should.ThrowAsync<Refused>(() => desk.Send(IncidentWorld.Safety, new RecordStep.Command(incident, IncidentAct.Responded, "more")));
    }

    [Fact]
    public async Task D35_a_critical_incident_is_handled_only_with_every_step_recorded()
    {
        await using var desk = await Desk.Start(running: false);
        var incident = await desk.Incident(await desk.OpenCritical());
        (await Should.ThrowAsync<Refused>(() => desk.Send(IncidentWorld.Safety, new ResolveIncident.Command(incident, NoRisk: false, "Done")))).Problems.Count.ShouldBe(3);
        await desk.Send(IncidentWorld.Safety, new RecordStep.Command(incident, IncidentAct.Responded, "Hotline numbers sent."));
        await desk.Send(IncidentWorld.Safety, new RecordStep.Command(incident, IncidentAct.NobodyTold, "The guardian may read the mail."));
        await desk.Send(IncidentWorld.Safety, new RecordStep.Command(incident, IncidentAct.FollowedUp, "Spoke again; safe."));
        await desk.Send(IncidentWorld.Safety, new ResolveIncident.Command(incident, NoRisk: false, "Safe with her aunt."));
        (await desk.Scalar<string>("select outcome from incident")).ShouldBe("handled");
    }

    [Fact]
    public async Task D9_safety_is_asked_whether_it_is_reportable_and_yes_opens_a_draft()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.OpenCritical();
        var incident = await desk.Incident(number);
        using var safety = await desk.As(IncidentWorld.Safety);
        (await safety.Page($"/safety/incidents/{incident}")).ShouldContain("Is this reportable?");
        await Should.ThrowAsync<Refused>(() => desk.Send(IncidentWorld.Safety, new AnswerReportable.Command(incident, Reportable: false, null)));
        await desk.Send(IncidentWorld.Legal, new AnswerReportable.Command(incident, Reportable: true, null));

        (await safety.Page($"/safety/incidents/{incident}")).ShouldNotContain("Is this reportable?");
        (await desk.StateOf(await desk.Report(number))).ShouldBe(ReportState.Draft);
        await Should.ThrowAsync<Refused>(() => desk.Send(IncidentWorld.Safety, new AnswerReportable.Command(incident, Reportable: false, "no")));
    }

    [Fact]
    public async Task D35_the_harmful_text_is_folded_behind_what_was_seen_and_the_desk_is_for_safety_and_legal()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.OpenCritical();
        var incident = await desk.Incident(number);
        foreach (var who in new[] { IncidentWorld.Safety, IncidentWorld.Legal })
        {
            using var browser = await desk.As(who);
            (await browser.Page("/safety")).ShouldContain(number);
            var page = await browser.Page($"/safety/incidents/{incident}");
            page.IndexOf("Folded:", StringComparison.Ordinal).ShouldBeInRange(0, page.IndexOf("the pills here", StringComparison.Ordinal));
        }

        foreach (var who in SafetyWorld.Outsiders)
        {
            using var browser = await desk.As(who);
            (await browser.Get("/safety")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, who);
            (await browser.Get($"/safety/incidents/{incident}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, who);
            (await browser.Page("/tickets")).ShouldNotContain("/safety", customMessage: who);
        }
    }

    [Fact]
    public async Task D35a_where_somebody_at_home_may_be_the_danger_the_page_says_so()
    {
        await using var desk = await Desk.Start(running: false);
        using var safety = await desk.As(IncidentWorld.Safety);
        (await safety.Page($"/safety/incidents/{await desk.Incident(await desk.OpenDisclosure())}")).ShouldContain("silence is the default");
    }

    [Fact]
    public async Task An_incident_of_an_open_ticket_is_safetys_too()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open("Too quiet", SafetyWorld.Harmless);
        await desk.Send("Elena Marsh", new RaiseIncident.Command(number, SafetyKind.Privacy, Severity.Medium, "She names a school."));
        var incident = await desk.Incident(number);
        await Should.ThrowAsync<NotFound>(() => desk.Send("Elena Marsh", new ShowIncident.Query(incident)));
        await Should.ThrowAsync<NotFound>(() => desk.Send("Elena Marsh", new AddIncidentNote.Command(incident, Guid.CreateVersion7(), "Hi")));
    }
}
