using System.Globalization;

namespace Helpdesk.Sandbox.Faults;

internal static class FaultEndpoints
{
    private const int Most = 10_000;

    public static void Map(WebApplication app)
    {
        app.MapGet("/faults", (ArmedFaults faults) => Show(faults));
        app.MapPost("/faults", Arm);
        app.MapDelete("/faults", (ArmedFaults faults) =>
        {
            faults.Disarm();
            return Results.NoContent();
        });
    }

    private static async Task<IResult> Arm(HttpRequest request, ArmedFaults faults)
    {
        var input = await Input.Read(request);
        var kind = input?["kind"];
        if (kind is null || !Fault.All.Contains(kind))
            return Results.Json(new { error = "Give {\"kind\",\"times\"} with one of these kinds.", kinds = Fault.All }, statusCode: 400);
        if (!int.TryParse(input!["times"] ?? "1", NumberStyles.None, CultureInfo.InvariantCulture, out var times) || times is 0 or > Most)
            return Results.Json(new { error = $"\"times\" is a whole number from 1 to {Most}." }, statusCode: 400);

        faults.Arm(kind, times);
        return Show(faults);
    }

    private static IResult Show(ArmedFaults faults) => Results.Json(new { armed = faults.Armed(), kinds = Fault.All });
}
