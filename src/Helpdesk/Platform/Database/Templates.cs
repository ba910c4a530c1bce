using System.Text.Json;
using Helpdesk.Domain;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Platform.Database;

/// <summary>The reply templates that ship (D33); one that came with a later version is added, none is overwritten.</summary>
internal static class Templates
{
    public static async Task Seed(HelpdeskDb db, CancellationToken cancel)
    {
        var known = await db.Set<Template>().Select(t => t.Slug).ToListAsync(cancel);
        var shipped = JsonSerializer.Deserialize<List<Template>>(ShippedData.Text("templates.json"), JsonSerializerOptions.Web)!;
        shipped.RemoveAll(t => known.Contains(t.Slug));
        foreach (var template in shipped) template.Version = 1;
        db.AddRange(shipped);
        await db.SaveChangesAsync(cancel);
    }
}
