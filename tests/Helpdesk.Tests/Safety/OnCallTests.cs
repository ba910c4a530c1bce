using Helpdesk.Domain.Safety;
using Helpdesk.Features.Safety;
using Helpdesk.Platform;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Safety;

/// <summary>On-call (D9b) under a moved clock: each page, repeat and deadline once.</summary>
public class OnCallTests
{
    [Fact]
    public async Task D9b_the_next_in_order_is_asked_every_five_minutes_until_somebody_acknowledges()
    {
        await using var desk = await Desk.Start();
        var (marcus, jonas) = (await desk.Scalar<Guid>("select id from person where name = 'Marcus Ode'"), await desk.AddSafety("Jonas Weber"));
        await desk.Send(IncidentWorld.Safety, new OrderRota.Command([jonas, marcus]));
        var incident = await desk.Incident(await desk.OpenCritical());
        await Desk.Until(async () => (await desk.Asked("critical")).Count == 1, "the first is asked at once");
        desk.Clock.Advance(TimeSpan.FromMinutes(11));
        await Desk.Until(async () => (await desk.Asked("critical")).Count == 3, "two repeats fell due");
        (await desk.Asked("critical")).ShouldBe(["Jonas Weber", "Marcus Ode", "Jonas Weber"]);

        await desk.Send(IncidentWorld.Safety, new AcknowledgeIncident.Command(incident));
        desk.Clock.Advance(TimeSpan.FromMinutes(30));
        await Desk.Until(async () => await desk.Scalar<long>("select count(*) from job where kind = 'call_on_call'") == 0, "the last turn found nothing to do");
        (await desk.Asked("critical")).Count.ShouldBe(3);
        (await desk.Scalar<bool>("select bool_and(planned = p.since + a.turn * interval '5 minutes') from on_call_ask a join on_call_page p on p.id = a.page_id")).ShouldBeTrue();
    }

    [Fact]
    public async Task D9b_a_page_is_also_a_signed_call_without_content_that_is_tried_again_until_it_is_heard()
    {
        await using var pager = await Pager.Start();
        await using var desk = await Desk.Start(settings: [("HELPDESK_PAGE_HOOK", pager.Url), ("HELPDESK_PAGE_HOOK_SECRET", Pager.Secret)]);
        pager.Answers.Enqueue(500);
        var number = await desk.OpenCritical();
        await Desk.Until(() => Task.FromResult(pager.Heard.Count == 1), "the first call is answered with a failure");
        await Desk.Until(async () => await desk.Scalar<long>("select count(*) from outbox_mail where kind = 'page_hook' and last_error is not null") == 1, "the failure is kept");
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        await Desk.Until(() => Task.FromResult(pager.Heard.Count >= 2), "it is tried again");

        var (body, signature) = pager.Heard.First();
        pager.Heard.ElementAt(1).Body.ShouldBe(body, "the same call");
        body.ShouldContain($"\"number\":\"{number}\"");
        body.ShouldContain($"/safety/incidents/{await desk.Incident(number)}");
        body.ShouldNotContain("pills");
        signature.ShouldBe(Pager.Sign(signature[2..signature.IndexOf(',', StringComparison.Ordinal)], body));
        using var elena = await desk.As("Ruth Delgado");
        (await elena.Page("/outbox")).ShouldNotContain(number);
    }

    [Fact]
    public async Task D9b_an_empty_rota_asks_everybody_of_safety_and_the_mail_says_a_number_and_a_link()
    {
        await using var desk = await Desk.Start();
        await desk.AddSafety("Jonas Weber");
        var number = await desk.OpenCritical();
        var incident = await desk.Incident(number);
        await Desk.Until(() => Task.FromResult(desk.Mail.All.Count == 3), "both are asked and the lead is told");

        (await desk.Asked("critical")).ShouldBe(["Jonas Weber", "Marcus Ode"]);
        var mail = desk.Mail.All.Single(m => m.To.Address == "marcus.ode@helpdesk.example");
        mail.Subject.ShouldBe("#" + number);
        mail.Text.ShouldBe($"#{number}\nhttp://help.test/safety/incidents/{incident}\n");
        mail.ReplyTo.ShouldBeNull();
    }

    [Fact]
    public async Task D35_the_lead_of_customer_service_is_told_the_number_only()
    {
        await using var desk = await Desk.Start();
        var number = await desk.OpenCritical();
        var incident = await desk.Incident(number);
        await Desk.Until(() => Task.FromResult(desk.Mail.All.Any(m => m.To.Address == "ruth.delgado@helpdesk.example")), "the lead is told");
        var mail = desk.Mail.All.Single(m => m.To.Address == "ruth.delgado@helpdesk.example");
        mail.Text.ShouldBe($"#{number}\nhttp://help.test/tickets/{number}\n");
        (await desk.Steps(incident)).ShouldContain("lead_told");
        using var ruth = await desk.As("Ruth Delgado");
        (await ruth.Page($"/tickets/{number}")).ShouldContain("Handled by Safety");
        (await ruth.Page("/outbox")).ShouldNotContain(number);
    }

    [Fact]
    public async Task D36_on_call_is_asked_forty_and_twenty_minutes_before_a_deadline_and_at_it_each_once_on_two_nodes()
    {
        await using var desk = await Desk.Start();
        await using var second = await Node(desk);
        var incident = await desk.Incident(await desk.OpenDisclosure());
        await desk.Send(IncidentWorld.Safety, new AcknowledgeIncident.Command(incident));
        await After(desk, 20, "report_40");
        await desk.Send(IncidentWorld.Safety, new AcknowledgeIncident.Command(incident));
        await After(desk, 20, "report_20");
        (await desk.Asked("report_40")).Count.ShouldBe(1, "it was acknowledged");
        desk.Clock.Advance(TimeSpan.FromMinutes(20));
        await Desk.Until(async () => (await desk.Asked("report_0")).Count == 1, "the deadline has passed");
        await Task.Delay(1_500);

        (await desk.Asked("report_20")).Count.ShouldBe(4, "20, 15, 10 and 5 minutes before; the deadline takes over");
        (await desk.Asked("report_0")).Count.ShouldBe(1);
        (await desk.Acts(await desk.Scalar<Guid>("select id from report"))).Count(a => a == "deadline_missed").ShouldBe(1);
        (await desk.Scalar<long>("select count(*) from outbox_mail where kind = 'on_call'")).ShouldBe(await desk.Scalar<long>("select count(*) from on_call_ask"));
    }

    [Fact]
    public async Task D36_a_submitted_report_asks_nobody_any_more()
    {
        await using var desk = await Desk.Start();
        var number = await desk.OpenDisclosure();
        var report = await desk.Report(number);
        await desk.Send(IncidentWorld.Safety, new AcknowledgeIncident.Command(await desk.Incident(number)));
        await desk.Send(IncidentWorld.Safety, new ReviewReport.Command(report, 1));
        await desk.Handed(report);
        desk.Clock.Advance(TimeSpan.FromMinutes(90));
        await Desk.Until(async () => await desk.Scalar<long>("select count(*) from job where kind = 'report_deadline'") == 0, "the deadlines found nothing to do");
        (await desk.Scalar<long>("select count(*) from on_call_page where cause <> 'critical'")).ShouldBe(0);
        (await desk.Acts(report)).ShouldNotContain("deadline_missed");
    }

    [Fact]
    public async Task D9b_safety_orders_the_rota_and_the_audit_log_keeps_it()
    {
        await using var desk = await Desk.Start(running: false);
        var marcus = await desk.Scalar<Guid>("select id from person where name = 'Marcus Ode'");
        var ines = await desk.Scalar<Guid>("select id from person where name = 'Ines Carvalho'");
        await Should.ThrowAsync<NotAllowed>(() => desk.Send(IncidentWorld.Legal, new OrderRota.Command([marcus])));
        await Should.ThrowAsync<Refused>(() => desk.Send(IncidentWorld.Safety, new OrderRota.Command([ines])));
        using var safety = await desk.As(IncidentWorld.Safety);
        await safety.PostForm("/safety/on-call", ($"places[{marcus}]", "1"));
        (await desk.Scalar<Guid>("select person_id from on_call_place where position = 1")).ShouldBe(marcus);
        (await desk.Query("select person_id, after from audit_entry where act = 'on_call_changed'")).ShouldHaveSingleItem()[0].ShouldBe(marcus);
    }

    private static async Task After(Desk desk, int minutes, string cause)
    {
        desk.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await Desk.Until(async () => (await desk.Asked(cause)).Count >= 1, $"asked for {cause}");
    }

    /// <summary>Another process's worth of the application over the same database, with the same clock.</summary>
    private static async Task<Microsoft.AspNetCore.Builder.WebApplication> Node(Desk desk)
    {
        await using var source = NpgsqlDataSource.Create(desk.ConnectionString);
        var facts = await InstallationFacts.Read(source, CancellationToken.None);
        var environment = new Dictionary<string, string?> { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", ["HELPDESK_URL"] = "http://help.test" };
        var app = Application.Build(Settings.Read(environment), desk.ConnectionString, facts, serving: true, builder =>
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(desk.Clock)));
        await app.StartAsync();
        return app;
    }
}
