using Helpdesk.Domain.Access;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;

namespace Helpdesk.Platform.Http;

/// <summary>Live while the process runs; ready when the database answers, the schema is this version's and the model is trained.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        _ = app.Services.GetRequiredService<ModelInForce>(); // training begins with the process, not with the first ticket
        app.MapGet("/health/live", () => "live").WithMetadata(new RequiresAttribute(Permission.Public));
        app.MapGet("/health/ready", Ready).WithMetadata(new RequiresAttribute(Permission.Public));
    }

    private static async Task<IResult> Ready(HelpdeskDb db, ModelInForce model, CancellationToken cancel)
    {
        var ready = false;
        try
        {
            ready = model.IsReady && await Migrate.UpToDate(db, cancel);
        }
        catch (Exception away) when (Problems.DatabaseAway(away))
        {
            // Not ready says it all.
        }

        return ready ? Results.Text("ready") : Results.Text("waiting", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
