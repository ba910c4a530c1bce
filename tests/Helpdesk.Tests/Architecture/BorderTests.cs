using System.Reflection;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Tests.Safety;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Architecture;

/// <summary>The borders of DESIGN between assemblies and at the pipeline. Endpoints are held to theirs in <see cref="AdmissionTests"/>.</summary>
public class BorderTests
{
    [Fact]
    public void The_domain_references_nothing_but_the_framework()
    {
        Foreign(typeof(Ticket).Assembly).ShouldBeEmpty();
        Foreign(typeof(Desk).Assembly).ShouldContain("helpdesk", "a specimen that must fail");
    }

    [Fact]
    public void Every_command_and_query_names_a_permission()
    {
        var messages = typeof(Dispatch).Assembly.GetTypes().Where(TicketMessages.IsMessage).ToList();
        messages.Count.ShouldBeGreaterThan(40);
        messages.Where(Nameless).Select(m => m.FullName).ShouldBeEmpty();
        Nameless(typeof(Forgotten)).ShouldBeTrue("a specimen that must fail");
        Nameless(typeof(Empty)).ShouldBeTrue("a specimen that must fail");
        Nameless(typeof(Named)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_pipeline_refuses_what_names_no_permission()
    {
        await using var desk = await Desk.Start(running: false);
        await Should.ThrowAsync<NotAllowed>(() => desk.Send(Viewer.System, new Forgotten()));
    }

    private static List<string> Foreign(Assembly assembly) =>
        [.. assembly.GetReferencedAssemblies().Select(r => r.Name!).Where(n => !n.StartsWith("System", StringComparison.Ordinal) && n is not ("netstandard" or "mscorlib"))];

    private static bool Nameless(Type message) => message.GetCustomAttribute<RequiresAttribute>() is not { AnyOf.Count: > 0 };

    private sealed record Forgotten : IQuery<int>;

    [Requires]
    private sealed record Empty : IQuery<int>;

    [Requires(Permission.Public)]
    private sealed record Named : IQuery<int>;
}
