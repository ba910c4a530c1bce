using Helpdesk.Domain.Safety;
using Helpdesk.Features.Safety;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Tests.Support;
using Npgsql;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Safety;

/// <summary>Mandatory reports (D10, D36): who reviews, who submits, and that none leaves without its record.</summary>
public class ReportTests
{
    [Fact]
    public async Task D10_D36_a_trigger_opens_a_draft_in_the_transaction_of_the_arrival_with_one_hour()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.OpenDisclosure();
        var report = await desk.Report(number);

        (await desk.StateOf(report)).ShouldBe(ReportState.Draft);
        (await desk.Scalar<bool>("select due = (select arrived_at from ticket) + interval '1 hour' from report")).ShouldBeTrue();
        (await desk.IsRestricted(number)).ShouldBeTrue("every mandatory report is restricted, whatever the severity");
        var content = await desk.Scalar<string>("select content from report_version where version = 1 and person_id is null");
        content.ShouldContain("My stepdad hits me with a belt every night");
        content.ShouldContain("#" + number);
        content.ShouldContain("kim@example.org");
    }

    [Fact]
    public async Task D36_a_report_says_no_more_than_the_sentence_that_fired()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open("Please read this", "We live at 12 Acorn Street and I love your dragons. " + IncidentWorld.Disclosure + " My card ends in 4242.", "kim@example.org", "Kim Doe");
        var content = await desk.Scalar<string>("select content from report_version v join report r on r.id = v.report_id where r.id = $1", await desk.Report(number));
        content.ShouldContain("hits me with a belt");
        content.ShouldNotContain("Acorn");
        content.ShouldNotContain("4242");
    }

    [Fact]
    public async Task D36_as_the_system_wrote_it_one_reviewer_is_enough()
    {
        await using var desk = await Desk.Start(running: false);
        var report = await desk.Report(await desk.OpenDisclosure());
        (await Should.ThrowAsync<Refused>(() => desk.Handed(report))).Problems[0].ShouldContain("has not been reviewed");
        await desk.Send(IncidentWorld.Safety, new AskForReview.Command(report));
        (await desk.StateOf(report)).ShouldBe(ReportState.InReview);
        await desk.Send(IncidentWorld.Safety, new ReviewReport.Command(report, 1));
        await desk.Handed(report);
        (await desk.StateOf(report)).ShouldBe(ReportState.Submitted);
        await desk.Send(IncidentWorld.Safety, new ConfirmReport.Command(report, "By phone, J. Smith"));
        (await desk.StateOf(report)).ShouldBe(ReportState.Confirmed);

        (await desk.Acts(report)).ShouldBe(["opened", "sent_to_review", "reviewed", "submitted", "confirmed"]);
        (await desk.Query("select authority, reference, person_id is not null from report_act where act = 'submitted'"))[0].ShouldBe(["Child Protection Hotline", "REF-1", true]);
        (await desk.Scalar<bool>("select stopped_at is not null from incident i join report r on r.incident_id = i.id")).ShouldBeTrue("D22a: its submission is an act on the incident");
    }

    [Fact]
    public async Task D36_one_edited_by_a_person_needs_another_and_an_edit_voids_the_review()
    {
        await using var desk = await Desk.Start(running: false);
        var report = await desk.Report(await desk.OpenDisclosure());
        await desk.Send(IncidentWorld.Safety, new ReviewReport.Command(report, 1));
        await desk.Send(IncidentWorld.Safety, new EditReport.Command(report, 1, "Shorter.", "Left out what is not needed"));
        (await desk.StateOf(report)).ShouldBe(ReportState.Draft);
        await Should.ThrowAsync<Refused>(() => desk.Handed(report, version: 2));
        (await Should.ThrowAsync<Refused>(() => desk.Send(IncidentWorld.Safety, new ReviewReport.Command(report, 2)))).Problems[0].ShouldContain("somebody else");
        await Should.ThrowAsync<Stale>(() => desk.Send(IncidentWorld.Legal, new EditReport.Command(report, 1, "Other.", "Did not see it")));
        await desk.Send(IncidentWorld.Legal, new ReviewReport.Command(report, 2));
        await desk.Handed(report, version: 2);

        (await desk.StateOf(report)).ShouldBe(ReportState.Submitted);
        (await desk.Scalar<long>("select count(*) from report_version where report_id = $1", report)).ShouldBe(2, "every version is kept");
        foreach (var table in new[] { "report_version", "report_act" })
        {
            (await Should.ThrowAsync<PostgresException>(() => desk.Query($"delete from {table}"))).MessageText.ShouldContain("append-only");
            (await Should.ThrowAsync<PostgresException>(() => desk.Query($"update {table} set version = 9"))).MessageText.ShouldContain("append-only");
        }
    }

    [Fact]
    public async Task D36_in_the_last_twenty_minutes_one_person_submits_alone_with_a_reason_and_it_is_reviewed_afterwards()
    {
        await using var desk = await Desk.Start(running: false);
        var report = await desk.Report(await desk.OpenDisclosure());
        await desk.Send(IncidentWorld.Safety, new EditReport.Command(report, 1, "Shorter.", "Left out what is not needed"));
        desk.Clock.Advance(TimeSpan.FromMinutes(39));
        await Should.ThrowAsync<Refused>(() => desk.Handed(report, reason: "Nobody is here", version: 2));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        (await Should.ThrowAsync<Refused>(() => desk.Handed(report, version: 2))).Problems[0].ShouldContain("alone");
        await desk.Handed(report, reason: "Nobody is here", version: 2);

        (await desk.Acts(report)).ShouldContain("submitted_alone");
        (await desk.Scalar<bool>("select review_owed from report")).ShouldBeTrue();
        await Should.ThrowAsync<Refused>(() => desk.Send(IncidentWorld.Safety, new ConfirmReport.Command(report, "By phone")));
        await Should.ThrowAsync<Refused>(() => desk.Send(IncidentWorld.Safety, new ReviewReport.Command(report, 2)));
        await desk.Send(IncidentWorld.Legal, new ReviewReport.Command(report, 2));
        (await desk.Acts(report))[^1].ShouldBe("reviewed_afterwards");
        await desk.Send(IncidentWorld.Safety, new ConfirmReport.Command(report, "By phone"));
    }

    [Fact]
    public async Task Legal_works_on_reports_and_does_not_submit_them()
    {
        await using var desk = await Desk.Start(running: false);
        var report = await desk.Report(await desk.OpenDisclosure());
        await desk.Send(IncidentWorld.Legal, new ReviewReport.Command(report, 1));
        await Should.ThrowAsync<NotAllowed>(() => desk.Handed(report, IncidentWorld.Legal));
        await desk.Send(IncidentWorld.Legal, new FindNotReportable.Command(report, "A line of a book, quoted"));
        (await desk.StateOf(report)).ShouldBe(ReportState.NotReportable);
        (await Should.ThrowAsync<Refused>(() => desk.Handed(report))).Problems.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task D36_a_report_never_leaves_without_its_record()
    {
        await using var desk = await Desk.Start(running: false);
        var report = await desk.Report(await desk.OpenDisclosure());
        using var safety = await desk.As(IncidentWorld.Safety);
        (await (await safety.Get($"/safety/reports/{report}/print")).Content.ReadAsStringAsync()).ShouldNotContain("belt", customMessage: "not reviewed yet");
        await desk.Send(IncidentWorld.Safety, new ReviewReport.Command(report, 1));
        (await safety.Page($"/safety/reports/{report}/print")).ShouldContain("belt");
        (await desk.Acts(report))[^1].ShouldBe("taken_out");
        (await Should.ThrowAsync<PostgresException>(() => desk.Query("update report set state = 'submitted', submitted_at = now(), submitted_by = gen_random_uuid()")))
            .MessageText.ShouldContain("record of its submission");
        await Should.ThrowAsync<Refused>(() => desk.Send(IncidentWorld.Safety, new SubmitReport.Command(report, 1, "Hotline", " ", null)));
        await desk.Handed(report);
        (await Should.ThrowAsync<PostgresException>(() => desk.Query("update report set state = 'draft', submitted_at = null, submitted_by = null"))).MessageText.ShouldContain("stays submitted");
        (await Should.ThrowAsync<Refused>(() => desk.Handed(report))).Problems[0].ShouldContain("has been submitted");
    }

    [Fact]
    public async Task D36_the_fact_of_a_report_is_invisible_also_to_who_is_named_for_the_ticket()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.OpenDisclosure();
        var (incident, report) = (await desk.Incident(number), await desk.Report(number));
        var liaison = await desk.Viewer("Ruth Delgado");
        await desk.Send(IncidentWorld.Safety, new GrantAccess.Command(number, liaison.PersonId!.Value, "liaison", 4, "Talks with the guardian"));
        await desk.Send(IncidentWorld.Safety, new FindNotReportable.Command(report, "No child is meant"));

        var view = await desk.Send(liaison, new ShowIncident.Query(incident));
        view.Report.ShouldBeNull();
        view.Steps.ShouldAllBe(s => s.Act != IncidentAct.NotReportable);
        (await desk.Send(liaison, new ShowTicket.Query(number))).View!.Timeline.ShouldAllBe(e => !e.Words.Contains("Report", StringComparison.Ordinal));
        await Should.ThrowAsync<NotAllowed>(() => desk.Send(liaison, new ShowReport.Query(report)));
    }
}
