using System.Net;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Mail;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Intake;

/// <summary>Parked mail and the outbox: visible, never lost, and by the visibility rule (D31, D34).</summary>
public sealed class ParkedTests
{
    private const string Away = "Auto-Submitted: auto-replied\n";

    [Fact]
    public async Task D31_staff_see_reason_time_size_and_domain_and_only_Safety_opens_what_was_found_or_not_screened()
    {
        await using var desk = await Desk.Start(running: false);
        await desk.Post(Inbound.Mail("lea@berg.example", "Out of office", "I am away until canary-plain.", Away));
        await desk.Post(Inbound.Mail("kim@harm.example", "canary-subject", "I want to kill myself tonight, I have the pills here.", Away));
        var open = await desk.Scalar<Guid>("select id from inbound_mail where sender_domain = 'berg.example'");
        var closed = await desk.Scalar<Guid>("select id from inbound_mail where sender_domain = 'harm.example'");
        (await desk.Scalar<bool>("select restricted from inbound_mail where id = $1", closed)).ShouldBeTrue();

        using var lead = await desk.As("Ruth Delgado");
        var list = await lead.Page("/parked");
        list.ShouldContain("An automatic reply");
        list.ShouldContain("berg.example");
        list.ShouldNotContain("canary");
        list.ShouldNotContain($"/parked/{closed}");
        (await lead.Page($"/parked/{open}")).ShouldContain("canary-plain");
        (await lead.Get($"/parked/{closed}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await Should.ThrowAsync<NotFound>(async () => await desk.Send("Ruth Delgado", new PlaceInbound.Command(closed, LetIn: true)));
        await Should.ThrowAsync<NotFound>(async () => await desk.Send("Ruth Delgado", new DiscardParked.Command(closed, "no")));
        (await desk.Count("access_log")).ShouldBe(0);

        using var safety = await desk.As("Marcus Ode");
        (await safety.Page($"/parked/{closed}")).ShouldContain("canary-subject");
        (await desk.Scalar<Guid>("select mail_id from access_log")).ShouldBe(closed);

        using var agent = await desk.As("Elena Marsh");
        (await agent.Page("/parked")).ShouldContain("berg.example", Case.Sensitive, "agents place mail, too (§1)");
        (await agent.Get($"/parked/{closed}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var clerk = await desk.As("Aisha Bello");
        (await clerk.Get("/parked")).StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task D31_letting_in_and_discarding_write_who_did_it()
    {
        await using var desk = await Desk.Start(running: false);
        await desk.Post(Inbound.Mail("lea@berg.example", "Automatic reply: my stories", "Actually my stories are gone.", Away));
        await desk.Post(Inbound.Mail("max@berg.example", "Out of office", "Away.", Away));
        var first = await desk.Scalar<Guid>("select id from inbound_mail order by id limit 1");
        var second = await desk.Scalar<Guid>("select id from inbound_mail order by id desc limit 1");
        using var lead = await desk.As("Ruth Delgado");

        using var refused = await lead.PostForm($"/parked/{second}", $"/parked/{second}?handler=Discard", ("Reason", ""));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Say why it is discarded.");
        using var letIn = await lead.PostForm($"/parked/{first}", $"/parked/{first}?handler=LetIn");
        letIn.Headers.Location!.ToString().ShouldStartWith("/tickets/");
        using var discarded = await lead.PostForm($"/parked/{second}", $"/parked/{second}?handler=Discard", ("Reason", "away"));
        discarded.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await desk.Scalar<string>("select settled_by from inbound_mail where id = $1", first)).ShouldBe("Ruth Delgado");
        (await desk.Scalar<string>("select settled_by from inbound_mail where id = $1", second)).ShouldBe("Ruth Delgado: away");
        (await desk.Scalar<long>("select count(*) from ticket_event where type = 'received' and actor_kind = 'person'")).ShouldBe(1);
        (await desk.Count("outbox_mail")).ShouldBe(0); // D31a: no receipt to automatic mail, though let in
    }

    [Fact]
    public async Task What_cannot_be_read_is_not_let_in()
    {
        await using var desk = await Desk.Start(running: false);
        await desk.Post(Inbound.Form(("email", "From: ada@example.org\n\nHello")));
        var id = await desk.Scalar<Guid>("select id from inbound_mail");
        (await Should.ThrowAsync<Refused>(async () => await desk.Send("Marcus Ode", new PlaceInbound.Command(id, LetIn: true)))).Message.ShouldContain("cannot be read");
        var opened = await desk.Send("Marcus Ode", new OpenParked.Query(id));
        ParkedReasons.Words(opened.Reason).ShouldContain("Send Raw");
        opened.Text.ShouldContain("Hello");
        (await desk.Newest()).State.ShouldBe("parked");
    }

    [Fact]
    public async Task D31_D39_the_raw_body_goes_30_days_after_placing_and_stays_while_parked()
    {
        await using var desk = await Desk.Start();
        await desk.Post(Inbound.Mail("ada@example.org", "Hello", "Text"));
        await desk.Post(Inbound.Mail("lea@berg.example", "Out of office", "Away.", Away));
        desk.Clock.Advance(TimeSpan.FromDays(29));
        await Task.Delay(1_500);
        (await desk.Scalar<long>("select count(*) from inbound_mail where body is null")).ShouldBe(0);
        desk.Clock.Advance(TimeSpan.FromDays(2));
        await Desk.Until(async () => await desk.Scalar<long>("select count(*) from inbound_mail where body is null and state = 'placed'") == 1, "the body is blanked");
        (await desk.Scalar<long>("select count(*) from inbound_mail where body is not null and state = 'parked'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_dead_letter_is_shown_with_its_reason_and_sent_again()
    {
        await using var desk = await Desk.Start();
        desk.Mail.Next.Enqueue(new SendOutcome.Refused("the address was refused", Permanent: true));
        var number = await desk.Open("Story is cut off", "The last page is missing.");
        await Desk.Until(async () => await desk.Scalar<long>("select count(*) from outbox_mail where state = 'dead'") == 1, "the receipt is dead");
        using var agent = await desk.As("Elena Marsh");
        var page = await agent.Page("/outbox");
        page.ShouldContain("the address was refused");
        page.ShouldContain(number);
        var id = await desk.Scalar<Guid>("select id from outbox_mail");
        using var again = await agent.PostForm("/outbox", "/outbox?handler=Send", ("mail", id.ToString()));
        again.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await Desk.Until(async () => await desk.Scalar<string>("select state from outbox_mail") == "sent", "it is sent");
        desk.Mail.All.Count.ShouldBe(1);
    }
}
