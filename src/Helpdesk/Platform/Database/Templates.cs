using System.Text.Json;
using Helpdesk.Domain;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Platform.Database;

/// <summary>The reply templates that ship (D33).</summary>
internal static class Templates
{
    public static async Task Seed(HelpdeskDb db, CancellationToken cancel)
    {
        if (await db.Set<Template>().AnyAsync(cancel)) return;
        var shipped = JsonSerializer.Deserialize<List<Template>>(ShippedData.Text("templates.json"), JsonSerializerOptions.Web)!;
        foreach (var template in shipped) template.Version = 1;
        db.AddRange(shipped);
        await db.SaveChangesAsync(cancel);
    }
}
