using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Features.Access;
using Helpdesk.Features.Administration;
using Helpdesk.Platform.Commands;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Administration;

/// <summary>INTERFACES, API v1: keys are stored hashed and printed once; restricted:read is granted only by a Safety member.</summary>
public sealed partial class KeysTests
{
    [Fact]
    public async Task A_key_is_shown_once_and_stored_hashed()
    {
        await using var desk = await Desk.Start(running: false);
        using var sam = await desk.As("Sam Okoye");
        using var answer = await sam.PostForm("/keys", ("Name", "story app"), ("scopes", "tickets:read"), ("scopes", "tickets:write"));
        var key = Key().Match(await answer.Content.ReadAsStringAsync()).Value;
        key.Length.ShouldBe(46);
        (await sam.Page("/keys")).ShouldNotContain(key);
        (await desk.Scalar<string>("select hash from api_key where name = 'story app'")).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
        (await desk.Scalar<long>("select count(*) from audit_entry where after::text like '%' || $1 || '%'", key)).ShouldBe(0);
    }

    [Fact]
    public async Task Restricted_read_is_granted_only_by_a_Safety_member()
    {
        await using var desk = await Desk.Start(running: false);
        await Should.ThrowAsync<ValidationException>(() => desk.Send("Sam Okoye", new CreateKey.Command("app", ["tickets:read", KeyScopes.RestrictedRead])));
        await desk.Send("Sam Okoye", new CreateKey.Command("app", ["tickets:read"]));
        var id = await desk.Scalar<Guid>("select id from api_key where name = 'app'");
        await Should.ThrowAsync<NotAllowed>(() => desk.Send("Sam Okoye", new GrantRestricted.Command(id)));
        await Should.ThrowAsync<NotAllowed>(() => desk.Send("Ines Carvalho", new GrantRestricted.Command(id)), "Legal reads restricted tickets, but grants no key");

        using var marcus = await desk.As("Marcus Ode");
        (await marcus.PostForm("/keys", "/keys?handler=Grant", ("id", id.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await desk.Scalar<string[]>("select scopes from api_key where id = $1", id)).ShouldBe(["tickets:read", KeyScopes.RestrictedRead]);
        (await marcus.PostForm("/keys", "/keys?handler=Revoke", ("id", id.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await desk.Query("select act from audit_entry order by id")).Select(r => r[0]).ShouldBe(["key_created", "key_granted", "key_revoked"]);
    }

    [Fact]
    public async Task A_Safety_member_neither_makes_keys_nor_ends_those_that_read_nothing_restricted()
    {
        await using var desk = await Desk.Start(running: false);
        await Should.ThrowAsync<NotAllowed>(() => desk.Send("Marcus Ode", new CreateKey.Command("app", ["tickets:read"])));
        await desk.Send("Sam Okoye", new CreateKey.Command("app", ["tickets:read"]));
        var id = await desk.Scalar<Guid>("select id from api_key where name = 'app'");
        await Should.ThrowAsync<NotAllowed>(() => desk.Send("Marcus Ode", new RevokeKey.Command(id)));
    }

    [Fact]
    public async Task The_command_line_gives_no_key_to_restricted_tickets_and_no_link_to_a_Safety_account()
    {
        await using var desk = await Desk.Start(running: false);
        var operators = new Viewer(ActorKind.Operator, null, "operator:root", new HashSet<Permission> { Permission.ManagePeople, Permission.ManageKeys }, []);
        (await Should.ThrowAsync<ValidationException>(() => desk.Send(operators, new CreateKey.Command("x", [KeyScopes.RestrictedRead])))).Message.ShouldContain("only by a Safety member");
        await Should.ThrowAsync<Refused>(() => desk.Send(operators, new CreateAdministrator.Command("new@helpdesk.example", Force: false)), "there is an Administrator already");
        await Should.ThrowAsync<Refused>(() => desk.Send(operators, new CreateAdministrator.Command("marcus.ode@helpdesk.example", Force: true)));
        await Should.ThrowAsync<NotAllowed>(() => desk.Send("Sam Okoye", new CreateAdministrator.Command("new@helpdesk.example", Force: true)), "on the page people are invited");
    }

    [Fact]
    public async Task The_first_administrator_comes_in_by_a_link_from_the_command_line()
    {
        await using var desk = await Desk.Start(running: false, demo: false);
        await desk.Query("delete from person");
        var operators = new Viewer(ActorKind.Operator, null, "operator:root", new HashSet<Permission> { Permission.ManagePeople }, []);
        var link = await desk.Send(operators, new CreateAdministrator.Command("first@corp.example", Force: false));
        (await desk.Send(operators, new CreateAdministrator.Command("first@corp.example", Force: false))).ShouldStartWith("http://help.test/invitation?", Case.Sensitive, "until it was used");
        using var first = desk.Nobody();
        (await first.PostForm(link["http://help.test".Length..], ("Password", "seven quiet foxes"))).StatusCode.ShouldBe(HttpStatusCode.Conflict, "the newer link has taken its place");
    }

    [GeneratedRegex("hd_[A-Za-z0-9_-]{43}", RegexOptions.NonBacktracking)]
    private static partial Regex Key();
}
