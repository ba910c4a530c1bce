using System.Net;
using System.Text;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Mail;
using Helpdesk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Intake;

/// <summary>Where a mail belongs (D31), what it reopens (D28), and that nothing is lost on the way.</summary>
public sealed class PlacingTests
{
    private const string Ada = "Ada Brook <ada@example.org>";

    [Fact]
    public async Task D31_the_reply_address_places_it_whoever_writes_and_a_stranger_is_shown_as_new()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open("Story is cut off", "The last page is missing.");
        await desk.Post(Inbound.Mail("Bo <bo@elsewhere.example>", "Something", "I am her husband.", to: await ReplyAddress(desk, number)));
        (await desk.Newest()).Number.ShouldBe(number);
        (await desk.Scalar<bool>("select new_sender from message where author_email = 'bo@elsewhere.example'")).ShouldBeTrue();
        (await desk.Scalar<string>("select r.name from requester r join ticket t on t.requester_id = r.id where t.number = $1", number)).ShouldBe("Ada Brook");
        (await desk.Count("ticket")).ShouldBe(1);
    }

    [Fact]
    public async Task D31_a_forged_reply_address_and_a_strangers_subject_open_a_new_ticket()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open("Story is cut off", "The last page is missing.");
        await desk.Post(Inbound.Mail("Bo <bo@elsewhere.example>", "x", "y", to: $"support+t{number.ToLowerInvariant()}-{new string('0', 20)}@helpdesk.example"));
        (await desk.Newest()).Number.ShouldNotBe(number);
        await desk.Post(Inbound.Mail("Cy <cy@elsewhere.example>", $"Re: [#{number}] Story", "y"));
        (await desk.Newest()).Number.ShouldNotBe(number);
        await desk.Post(Inbound.Mail(Ada, $"Re: [#{number}] Story", "Here it is again."));
        (await desk.Newest()).Number.ShouldBe(number);
    }

    [Fact]
    public async Task D31_a_known_message_id_places_it_and_the_same_message_id_twice_is_one_message()
    {
        await using var desk = await Desk.Start(running: false);
        await desk.Post(Inbound.Mail(Ada, "Login", "I cannot sign in.", "Message-ID: <one@example.org>\n"));
        var first = (await desk.Newest()).Number;
        await desk.Post(Inbound.Mail(Ada, "Re: Login", "Still not.", "Message-ID: <two@example.org>\nReferences: <none@x.example> <one@example.org>\n"));
        (await desk.Newest()).Number.ShouldBe(first);
        await desk.Post(Inbound.Mail(Ada, "Re: Login", "Still not!", "Message-ID: <two@example.org>\n"));
        (await desk.Newest()).State.ShouldBe("duplicate");
        (await desk.Count("message")).ShouldBe(2);
    }

    [Fact]
    public async Task D28_an_answer_reopens_what_waits_and_the_sixth_time_within_an_hour_is_a_loop_that_a_person_can_let_in()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open("Story is cut off", "The last page is missing.");
        var address = await ReplyAddress(desk, number);
        for (var i = 0; i < 6; i++)
        {
            await desk.Send("Elena Marsh", new ChangeState.Command(number, TicketState.Resolved));
            await desk.Post(Inbound.Mail(Ada, "Re", $"Answer {i}", $"Message-ID: <a{i}@example.org>\n", address));
            (await State(desk, number)).ShouldBe(i < 5 ? "open" : "resolved");
        }

        (await desk.Newest()).Reason.ShouldBe("suspected_loop");
        var id = await desk.Scalar<Guid>("select id from inbound_mail where state = 'parked'");
        (await desk.Send(await Placer(desk), new PlaceInbound.Command(id, LetIn: true))).ShouldBe(number);
        (await State(desk, number)).ShouldBe("open");
    }

    [Fact]
    public async Task D28_a_closed_ticket_stays_closed_and_a_linked_follow_up_opens()
    {
        await using var desk = await Desk.Start(running: true);
        var number = await desk.Open("Story is cut off", "The last page is missing.");
        await desk.Send("Elena Marsh", new ChangeState.Command(number, TicketState.Resolved));
        desk.Clock.Advance(TimeSpan.FromDays(7.1));
        await Desk.Until(async () => await State(desk, number) == "closed", "the ticket closes after seven days");
        await desk.Post(Inbound.Mail(Ada, $"Re: [#{number}] Story", "It is back."));
        var (_, _, followUp, _) = await desk.Newest();
        followUp.ShouldNotBe(number);
        (await State(desk, number)).ShouldBe("closed");
        (await desk.Scalar<string>("select e.data->>'followUpOf' from ticket_event e join ticket t on t.id = e.ticket_id where t.number = $1 and e.version = 1", followUp!)).ShouldBe(number);
    }

    [Fact]
    public async Task D31_a_mail_that_was_stored_and_not_placed_is_placed_by_the_loop()
    {
        await using var desk = await Desk.Start(running: true);
        var body = Inbound.Mail(Ada, "Killed in between", "The process died after storing this.");
        await desk.Query("""
            insert into inbound_mail (id, at, content_type, size, digest, body, state, sender_domain, attempts, next_attempt, restricted)
            values ($1, now(), $2, $3, 'x', $4, 'received', '', 0, now() - interval '1 minute', true)
            """, Guid.CreateVersion7(), Inbound.Type, body.Length, body);
        await Desk.Until(async () => await desk.Count("ticket") == 1, "the loop places it");
        (await desk.Newest()).State.ShouldBe("placed");
    }

    [Fact]
    public async Task D34a_over_1_MB_opens_as_not_screened_and_heals_within_a_minute()
    {
        await using var desk = await Desk.Start(running: true);
        await desk.Post(Inbound.Mail(Ada, "Long", string.Concat(Enumerable.Repeat("The export stops again. ", 45_000))));
        await Desk.Until(async () => await desk.Count("ticket") == 1, "it is placed");
        desk.Clock.Advance(TimeSpan.FromSeconds(60));
        await Desk.Until(async () => !await desk.Scalar<bool>("select restricted from ticket"), "it opens by itself");
    }

    [Fact]
    public async Task D24_a_bounce_report_marks_the_mail_and_takes_the_stop_back()
    {
        await using var desk = await Desk.Start(running: true);
        var number = await desk.Open("Story is cut off", "The last page is missing.");
        await desk.Send("Elena Marsh", new Reply.Command(number, Guid.CreateVersion7(), await desk.Scalar<int>("select version from ticket where number = $1", number), "Here it is.", TicketState.Pending, null, null));
        desk.Clock.Advance(TimeSpan.FromSeconds(11));
        await Desk.Until(async () => await desk.Scalar<long>("select count(*) from outbox_mail where kind = 'reply' and state = 'sent'") == 1, "the reply left");
        var id = await desk.Scalar<string>("select internet_id from outbox_mail where kind = 'reply'");
        await desk.Post(Inbound.Mail("Mail Delivery System <MAILER-DAEMON@mx.example>", "Undelivered Mail", "It failed.", "Content-Type: multipart/report\n", "support@helpdesk.example",
            ("attachment1\"; filename=\"", "Final-Recipient: rfc822; ada@example.org\nAction: failed\n"), ("attachment2\"; filename=\"", $"Subject: x\nMessage-ID: {id}\n\nHere it is.")));
        (await desk.Newest()).Reason.ShouldBe("bounce");
        (await desk.Scalar<string>("select delivery from message where direction = 'out'")).ShouldBe("bounced");
        (await desk.Scalar<string>("select c.state from clock c where c.target = 'first_response'")).ShouldNotBe("met");
    }

    private static Task<string> State(Desk desk, string number) => desk.Scalar<string>("select state from ticket where number = $1", number);

    private static Task<Domain.Access.Viewer> Placer(Desk desk) => desk.Viewer("Ruth Delgado");

    private static async Task<string> ReplyAddress(Desk desk, string number)
    {
        await using var scope = desk.App.Services.CreateAsyncScope();
        var ticket = scope.ServiceProvider.GetRequiredService<global::Helpdesk.Platform.Database.HelpdeskDb>().Set<Ticket>().Single(t => t.Number == number);
        return desk.App.Services.GetRequiredService<Addressing>().ReplyTo(ticket);
    }
}
