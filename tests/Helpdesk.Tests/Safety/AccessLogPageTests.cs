using System.Net;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Safety;

public class AccessLogPageTests
{
    [Fact]
    public async Task D34_Safety_and_Legal_read_who_has_met_what()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.OpenCritical();
        var other = await desk.OpenCritical("lee@example.org");
        using var safety = await desk.As(SafetyWorld.Insider);
        await safety.Page($"/tickets/{number}");
        using var legal = await desk.As("Ines Carvalho");
        await legal.Page($"/tickets/{other}");

        var all = await legal.Page("/safety/access-log");
        all.ShouldContain(number);
        all.ShouldContain(other);
        all.ShouldContain("its page");
        var one = await safety.Page($"/safety/access-log?number=%23{number.ToLowerInvariant()}");
        one.ShouldContain(SafetyWorld.Insider);
        one.ShouldNotContain(other);
        (await safety.Page("/safety/access-log?who=%25_")).ShouldContain("None fits");
        using var wrong = await safety.Get("/safety/access-log?number=%27%20or%201=1&before=7");
        wrong.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task D34_nobody_else_reads_it()
    {
        await using var desk = await Desk.Start(running: false);
        foreach (var name in SafetyWorld.Outsiders)
        {
            using var browser = await desk.As(name);
            (await browser.Get("/safety/access-log")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, name);
        }
    }
}
