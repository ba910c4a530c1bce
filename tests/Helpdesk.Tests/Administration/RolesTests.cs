using System.Net;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Features.Administration;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Demo;
using Helpdesk.Tests.Access;
using Helpdesk.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Administration;

/// <summary>§1: who gives roles, what Safety and Legal take, and what a change does at once.</summary>
public sealed class RolesTests
{
    private static readonly Confirmation Marcus = new("marcus.ode@helpdesk.example", DemoPerson.Password);

    [Fact]
    public async Task A_change_of_role_ends_open_sessions_within_a_minute()
    {
        await using var desk = await Desk.Start(running: false, adjust: Sessions.CheckedAtOnce);
        using var elena = await desk.As("Elena Marsh");
        (await elena.Get("/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await desk.Send("Sam Okoye", new ChangeRoles.Command(await Id(desk, "Elena Marsh"), [Role.Agent, Role.Content]));
        (await elena.Get("/me")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var again = await desk.As("Elena Marsh");
        (await again.Page("/me")).ShouldContain("Agent, Content");
    }

    [Fact]
    public async Task Sessions_are_checked_often_enough_for_that_minute()
    {
        await using var desk = await Desk.Start(running: false);
        desk.App.Services.GetRequiredService<IOptions<SecurityStampValidatorOptions>>().Value.ValidationInterval.ShouldBeLessThan(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Being_shut_out_or_moved_to_another_team_ends_sessions_too()
    {
        await using var desk = await Desk.Start(running: false, adjust: Sessions.CheckedAtOnce);
        using var elena = await desk.As("Elena Marsh");
        await desk.Send("Sam Okoye", new ChangeTeams.Command(await Id(desk, "Elena Marsh"), [Team.Content], [Team.Content]));
        (await elena.Get("/me")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var again = await desk.As("Elena Marsh");
        await desk.Send("Sam Okoye", new SetActive.Command(await Id(desk, "Elena Marsh"), Active: false));
        (await again.Get("/me")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData(Role.Safety)]
    [InlineData(Role.Legal)]
    public async Task The_Safety_and_Legal_roles_take_a_second_person(Role role)
    {
        await using var desk = await Desk.Start(running: false);
        var elena = await Id(desk, "Elena Marsh");
        Task Give(Confirmation? by) => desk.Send("Sam Okoye", new ChangeRoles.Command(elena, [Role.Agent, role], by));
        await Should.ThrowAsync<Refused>(() => Give(null));
        await Should.ThrowAsync<Refused>(() => Give(Marcus with { Secret = "wrong" }));
        await Should.ThrowAsync<Refused>(() => Give(new Confirmation("sam.okoye@helpdesk.example", DemoPerson.Password)), "the Administrator is no second person");
        await Should.ThrowAsync<Refused>(() => Give(new Confirmation("ruth.delgado@helpdesk.example", DemoPerson.Password)), "a colleague of another role does not count");
        (await desk.Scalar<int>("select access_failed_count from person where name = 'Marcus Ode'")).ShouldBe(1, "a wrong try is counted though the command is refused");
        await Give(Marcus);
        (await desk.Query("select a.act, w.name from audit_entry a left join person w on w.id = a.witness_id order by a.id")).Select(r => (r[0], r[1]))
            .ShouldBe([("confirmation_refused", null), ("confirmation_refused", null), ("confirmation_refused", null), ("roles_changed", "Marcus Ode")]);
    }

    [Fact]
    public async Task Taking_the_Safety_role_takes_a_second_person_too_who_may_be_its_holder()
    {
        await using var desk = await Desk.Start(running: false);
        var marcus = await Id(desk, "Marcus Ode");
        await Should.ThrowAsync<Refused>(() => desk.Send("Sam Okoye", new ChangeRoles.Command(marcus, [Role.Agent])));
        await desk.Send("Sam Okoye", new ChangeRoles.Command(marcus, [Role.Agent], Marcus));
    }

    [Fact]
    public async Task Somebody_shut_out_does_not_come_back_to_Safety_by_one_person_alone()
    {
        await using var desk = await Desk.Start(running: false);
        var ines = await Id(desk, "Ines Carvalho");
        await desk.Send("Sam Okoye", new SetActive.Command(ines, Active: false));
        await Should.ThrowAsync<Refused>(() => desk.Send("Sam Okoye", new SetActive.Command(ines, Active: true)));
        await desk.Send("Sam Okoye", new SetActive.Command(ines, Active: true, Marcus));
    }

    [Fact]
    public async Task The_first_Safety_member_needs_no_confirmation_but_is_never_oneself()
    {
        await using var desk = await Desk.Start(running: false);
        await desk.Query("delete from person_role r using role where role.id = r.role_id and role.name in ('safety', 'legal')");
        await Should.ThrowAsync<Refused>(async () => await desk.Send("Sam Okoye", new ChangeRoles.Command(await Id(desk, "Sam Okoye"), [Role.Admin, Role.Safety])));
        await desk.Send("Sam Okoye", new ChangeRoles.Command(await Id(desk, "Elena Marsh"), [Role.Safety]));
        await Should.ThrowAsync<Refused>(async () => await desk.Send("Sam Okoye", new ChangeRoles.Command(await Id(desk, "Ruth Delgado"), [Role.Safety])), "from then on it takes two");
    }

    [Fact]
    public async Task The_last_Administrator_stays_one()
    {
        await using var desk = await Desk.Start(running: false);
        var sam = await Id(desk, "Sam Okoye");
        (await Should.ThrowAsync<Refused>(() => desk.Send("Sam Okoye", new ChangeRoles.Command(sam, [Role.Agent])))).Message.ShouldContain("last Administrator");
        await Should.ThrowAsync<Refused>(() => desk.Send("Sam Okoye", new SetActive.Command(sam, Active: false)));
        await desk.Send("Sam Okoye", new ChangeRoles.Command(await Id(desk, "Ruth Delgado"), [Role.Admin]));
        await desk.Send("Sam Okoye", new ChangeRoles.Command(sam, [Role.Agent]));
    }

    [Fact]
    public async Task Only_who_manages_people_changes_them_and_only_who_audits_reads_it()
    {
        await using var desk = await Desk.Start(running: false);
        using var elena = await desk.As("Elena Marsh");
        foreach (var path in new[] { "/people", "/people/invite", $"/people/{await Id(desk, "Sam Okoye")}", "/keys", "/audit" })
            (await elena.Get(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        using var tom = await desk.As("Tom Lindqvist");
        (await tom.Get("/audit")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await tom.Get("/people")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await Should.ThrowAsync<NotAllowed>(async () => await desk.Send("Ruth Delgado", new ChangeRoles.Command(await Id(desk, "Elena Marsh"), [Role.Admin])));
    }

    [Fact]
    public async Task The_pages_do_it_by_forms_and_the_audit_shows_it()
    {
        await using var desk = await Desk.Start(running: false);
        using var sam = await desk.As("Sam Okoye");
        var page = $"/people/{await Id(desk, "Elena Marsh")}";
        (await sam.PostForm(page, page + "?handler=Roles", ("Roles", "Agent"), ("Roles", "Safety"), ("WitnessEmail", Marcus.Email!), ("WitnessSecret", Marcus.Secret!)))
            .StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var refused = await sam.PostForm(page, page + "?handler=Roles", ("Roles", "Agent"));
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("needs a second person");
        (await sam.PostForm(page, page + "?handler=Teams", ("teams", "Content"), ("leads", "Content"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var audit = await sam.Page("/audit");
        audit.ShouldContain("Roles changed");
        audit.ShouldContain("Marcus Ode");
        audit.ShouldContain("content:lead");
        audit.ShouldNotContain(DemoPerson.Password);
    }

    [Fact]
    public async Task The_audit_is_append_only()
    {
        await using var desk = await Desk.Start(running: false);
        await desk.Send("Sam Okoye", new ChangeRoles.Command(await Id(desk, "Elena Marsh"), [Role.Content]));
        await Should.ThrowAsync<PostgresException>(() => desk.Query("update audit_entry set act = 'nothing'"));
        await Should.ThrowAsync<PostgresException>(() => desk.Query("delete from audit_entry"));
    }

    private static async Task<Guid> Id(Desk desk, string name) => (await desk.Viewer(name)).PersonId!.Value;
}
