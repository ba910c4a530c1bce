using System.Net;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Administration;
using Helpdesk.Platform.Demo;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Access;

/// <summary>Links from mails: each opens once, and asking for one tells nobody who works here.</summary>
public sealed class PasswordLinkTests
{
    private const string Fresh = "seven quiet foxes";

    [Fact]
    public async Task Somebody_invited_chooses_a_password_once_and_is_in()
    {
        await using var desk = await Desk.Start();
        await desk.Send("Sam Okoye", new InvitePerson.Command("nia.cole@helpdesk.example", "Nia Cole", [Role.Agent], [Team.CustomerService]));
        var link = await Link(desk, "nia.cole@helpdesk.example");
        link.ShouldStartWith("/invitation?");

        using var nia = desk.Nobody();
        (await nia.PostForm(link, ("Password", "short"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await nia.PostForm(link, ("Password", Fresh))).Headers.Location!.OriginalString.ShouldBe("/me");
        (await nia.Page("/me")).ShouldContain("Nia Cole");

        using var thief = desk.Nobody();
        (await thief.PostForm(link, ("Password", "another password"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await desk.Query("select act from audit_entry order by id")).Select(r => r[0]).ShouldBe(["person_invited"]);
    }

    [Fact]
    public async Task A_reset_link_works_once_ends_a_lockout_and_leaves_the_old_password_behind()
    {
        await using var desk = await Desk.Start();
        using var browser = desk.Nobody();
        (await browser.PostForm("/password/forgot", ("Email", "Elena.Marsh@helpdesk.example"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await desk.Query("update person set lockout_end = now() + interval '1 hour' where name = 'Elena Marsh'");
        var link = await Link(desk, "elena.marsh@helpdesk.example");
        (await browser.PostForm(link, ("Password", Fresh))).Headers.Location!.OriginalString.ShouldBe("/sign-in");
        (await browser.PostForm(link, ("Password", "another password"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await browser.PostForm("/sign-in", ("Email", "elena.marsh@helpdesk.example"), ("Password", DemoPerson.Password))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.PostForm("/sign-in", ("Email", "elena.marsh@helpdesk.example"), ("Password", Fresh))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Asking_for_a_link_answers_alike_for_everybody()
    {
        await using var desk = await Desk.Start(running: false);
        using var browser = desk.Nobody();
        var known = await browser.PostForm("/password/forgot", ("Email", "elena.marsh@helpdesk.example"));
        var unknown = await browser.PostForm("/password/forgot", ("Email", "nobody@example.org"));
        unknown.Headers.Location.ShouldBe(known.Headers.Location);
        unknown.StatusCode.ShouldBe(known.StatusCode);
        await browser.PostForm("/password/forgot", ("Email", "elena.marsh@helpdesk.example"));
        (await desk.Query("select kind, \"to\", ticket_id from outbox_mail")).Count.ShouldBe(1, "one mail, though asked for twice at once");
    }

    [Fact]
    public async Task Somebody_shut_out_gets_no_link_and_cannot_use_an_old_one()
    {
        await using var desk = await Desk.Start();
        using var browser = desk.Nobody();
        await browser.PostForm("/password/forgot", ("Email", "elena.marsh@helpdesk.example"));
        var link = await Link(desk, "elena.marsh@helpdesk.example");
        await desk.Send("Sam Okoye", new SetActive.Command((await desk.Viewer("Elena Marsh")).PersonId!.Value, Active: false));
        (await browser.PostForm(link, ("Password", Fresh))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await browser.PostForm("/sign-in", ("Email", "elena.marsh@helpdesk.example"), ("Password", DemoPerson.Password))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    /// <summary>Path and query of the link in the mail that left by the outbox.</summary>
    private static async Task<string> Link(Desk desk, string to)
    {
        await Desk.Until(() => Task.FromResult(desk.Mail.All.Any(m => m.To.Address == to)), "the mail left");
        var text = desk.Mail.All.Last(m => m.To.Address == to).Text;
        return text.Split('\n').Single(l => l.StartsWith("http://help.test/", StringComparison.Ordinal)).Trim()["http://help.test".Length..];
    }
}
