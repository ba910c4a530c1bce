using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;

namespace Helpdesk.Features.Tickets;

/// <summary>The verb <c>check-log</c>: the nightly comparison (D30), now, over all tickets. Prints counts and ids, nothing else.</summary>
internal static class CheckLogVerb
{
    /// <returns>0 when every row is what its log says; 1 when not.</returns>
    public static async Task<int> Run(IServiceProvider services, TextWriter output)
    {
        CheckLog.Progress? next = new(Guid.Empty, 0, 0);
        CheckLog.Progress reached = next;
        while (next is not null)
        {
            await using var scope = services.CreateAsyncScope();
            // It shows no content, and a restricted ticket's row must be right as well.
            scope.ServiceProvider.GetRequiredService<Caller>().Viewer = Viewer.System;
            var slice = await scope.ServiceProvider.GetRequiredService<Dispatch>().Send(new CheckLog.Command(next, Nightly: false));
            foreach (var one in slice.Differing) await output.WriteLineAsync($"{one.Ticket}: {string.Join(", ", one.What)}");
            (reached, next) = (slice.Reached, slice.Next);
        }

        await output.WriteLineAsync($"{reached.Checked} tickets rebuilt from their log, {reached.Differing} differ.");
        return reached.Differing == 0 ? 0 : 1;
    }
}
