using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Platform.Demo;

/// <summary>Sends commands as the people and customers of the demo, each in a scope of its own as a request would be.</summary>
internal sealed class DemoSender(IServiceProvider services)
{
    public async Task<T> Send<T>(Viewer who, IRequest<T> command, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var caller = scope.ServiceProvider.GetRequiredService<Caller>();
        (caller.Viewer, caller.CorrelationId) = (who, Guid.CreateVersion7().ToString("N"));
        return await scope.ServiceProvider.GetRequiredService<Dispatch>().Send(command, cancel);
    }
}
