using Helpdesk.Domain.Safety;
using Helpdesk.Features.Safety;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Safety;

/// <summary>Lifting a restriction (D34b), and letting a named outsider in for a time (D34).</summary>
public class LiftTests
{
    [Fact]
    public async Task D34b_a_critical_one_is_lifted_by_two_people_after_it_was_found_without_risk()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.OpenCritical();
        var incident = await desk.Incident(number);
        var arrived = await desk.Scalar<DateTime>("select arrived_at from ticket where number = $1", number);
        await Should.ThrowAsync<Refused>(() => desk.Send(IncidentWorld.Safety, new LiftRestriction.Command(number, "A song")));
        await desk.Send(IncidentWorld.Safety, new ResolveIncident.Command(incident, NoRisk: true, "A line of a song"));
        await Should.ThrowAsync<Refused>(() => desk.Send(IncidentWorld.Safety, new LiftRestriction.Command(number, " ")));
        await desk.Send(IncidentWorld.Safety, new LiftRestriction.Command(number, "A song"));
        (await desk.IsRestricted(number)).ShouldBeTrue("it waits for the second person");
        (await Should.ThrowAsync<Refused>(() => desk.Send(IncidentWorld.Safety, new LiftRestriction.Command(number, "A song")))).Problems[0].ShouldContain("second member");
        await desk.Send(IncidentWorld.Legal, new LiftRestriction.Command(number, null));

        (await desk.IsRestricted(number)).ShouldBeFalse();
        var row = (await desk.Query("select arrived_at, severity, team, silent from ticket where number = $1", number))[0];
        row[0].ShouldBe(arrived, "the arrival is kept");
        row[1].ShouldBeNull();
        row[2].ShouldNotBe("", "routed again");
        row[3].ShouldBe(true, "D35a: what was found stays, and so does the silence");
        (await desk.Scalar<long>("select count(*) from incident where severity = 3")).ShouldBe(1, "the detection stays");
        (await desk.Send("Elena Marsh", new ShowTicket.Query(number))).View.ShouldNotBeNull();
        (await desk.Send(Domain.Access.Viewer.System, new CheckLog.Command(new CheckLog.Progress(Guid.Empty, 0, 0), Nightly: false))).Differing.ShouldBeEmpty("D30");
    }

    [Fact]
    public async Task D34b_a_high_one_is_lifted_by_one_person()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open("Too quiet", SafetyWorld.Harmless);
        await desk.Send("Elena Marsh", new RaiseIncident.Command(number, SafetyKind.Privacy, Severity.High, "She names a school."));
        await desk.Send(IncidentWorld.Safety, new ResolveIncident.Command(await desk.Incident(number), NoRisk: true, "The school of the story"));
        await desk.Send(IncidentWorld.Safety, new LiftRestriction.Command(number, "Made up"));
        (await desk.IsRestricted(number)).ShouldBeFalse();
        (await desk.Scalar<string>("select category from ticket where number = $1", number)).ShouldBe("technical", "category and routing are taken again");
        (await desk.Query("select assignee_id from ticket where number = $1", number))[0][0].ShouldBeNull();
    }

    [Fact]
    public async Task D34b_a_ticket_that_ever_had_a_report_stays_restricted()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.OpenDisclosure();
        await desk.Send(IncidentWorld.Safety, new FindNotReportable.Command(await desk.Report(number), "A line of a book"));
        foreach (var row in await desk.Query("select id from incident"))
            await desk.Send(IncidentWorld.Safety, new ResolveIncident.Command((Guid)row[0]!, NoRisk: true, "A line of a book"));
        (await Should.ThrowAsync<Refused>(() => desk.Send(IncidentWorld.Safety, new LiftRestriction.Command(number, "A book")))).Problems[0].ShouldContain("report");
        (await Should.ThrowAsync<Npgsql.PostgresException>(() => desk.Query("update ticket set restricted = false"))).MessageText.ShouldContain("stays restricted");
    }

    [Fact]
    public async Task D34_a_named_outsider_is_let_in_for_a_time_and_overrides_nothing()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.OpenCritical();
        var incident = await desk.Incident(number);
        var liaison = await desk.Viewer("Ruth Delgado");
        await Should.ThrowAsync<NotAllowed>(() => desk.Send(liaison, new GrantAccess.Command(number, liaison.PersonId!.Value, "liaison", 4, "I want to")));
        using var safety = await desk.As(IncidentWorld.Safety);
        await safety.PostForm($"/safety/access/{number}", $"/safety/access/{number}?handler=Grant", ("person", liaison.PersonId!.Value.ToString()), ("capacity", "liaison"), ("hours", "4"), ("reason", "Talks with the guardian"));

        (await desk.Send(liaison, new ShowTicket.Query(number))).View.ShouldNotBeNull();
        await desk.Send(liaison, new AcknowledgeIncident.Command(incident));
        await desk.Send(liaison, new AddIncidentNote.Command(incident, Guid.CreateVersion7(), "The guardian was called."));
        (await desk.Steps(incident)).ShouldBe(["detected", "classified", "liaison_named", "liaison_acknowledged"]);
        (await desk.Query("select stopped_at from incident"))[0][0].ShouldBeNull("a liaison stops no clock");
        await Should.ThrowAsync<NotAllowed>(() => desk.Send(liaison, new ResolveIncident.Command(incident, NoRisk: true, "fine")));
        using var ruth = await desk.As("Ruth Delgado");
        (await ruth.Page($"/safety/incidents/{incident}")).ShouldNotContain("End it");
        (await safety.Page($"/safety/access/{number}")).ShouldContain("Ruth Delgado");

        desk.Clock.Advance(TimeSpan.FromHours(5));
        (await desk.Send(liaison, new ShowTicket.Query(number))).View.ShouldBeNull("it has expired");
        await Should.ThrowAsync<NotFound>(() => desk.Send(liaison, new ShowIncident.Query(incident)));
        (await desk.Scalar<long>("select count(*) from ticket_event where type = 'access_granted'")).ShouldBe(1, "it is logged");
    }

    [Fact]
    public async Task D34_access_is_ended_before_its_time()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.OpenCritical();
        var counsel = await desk.Viewer("Priscilla Adeyemi");
        await desk.Send(IncidentWorld.Legal, new GrantAccess.Command(number, counsel.PersonId!.Value, "counsel", 24, "Asked for advice"));
        (await desk.Send(counsel, new ShowTicket.Query(number))).View.ShouldNotBeNull();
        await desk.Send(IncidentWorld.Legal, new EndAccess.Command(number, counsel.PersonId!.Value));
        (await desk.Send(counsel, new ShowTicket.Query(number))).View.ShouldBeNull();
        await Should.ThrowAsync<Refused>(() => desk.Send(IncidentWorld.Legal, new EndAccess.Command(number, counsel.PersonId!.Value)));
    }
}
