using Helpdesk.Platform.Live;
using Helpdesk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Web;

/// <summary>The event stream (DESIGN, Live) and the node that holds it.</summary>
public class LiveStreamTests
{
    [Fact]
    public async Task A_node_that_stops_ends_its_streams_itself_so_that_browsers_go_to_the_next()
    {
        await using var desk = await Desk.Start();
        using var elena = await desk.As("Elena Marsh");
        var hub = desk.App.Services.GetRequiredService<LiveHub>();
        await Desk.Until(() => Task.FromResult(hub.Connected), "the node listens");
        using var answer = await elena.Http.GetAsync("/live", HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        using var stream = new StreamReader(await answer.Content.ReadAsStreamAsync());
        (await stream.ReadLineAsync()).ShouldBe("event: hello");

        desk.App.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        // A stream that is cut off, as Kestrel does after its patience, throws here instead of ending.
        (await stream.ReadToEndAsync()).ShouldEndWith("\n\n");
        hub.Streams.ShouldBe(0);
    }
}
