using System.Text.Json;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>The classifier in force, how well it does, and the nights on which a candidate was trained (D5).</summary>
public static class ModelHistory
{
    private const int Nights = 20;

    [Requires(Permission.AssignOthers, Permission.EditPolicies, Permission.ReadAudit)]
    public sealed record Query : IQuery<View>;

    /// <param name="InForce">Null for the shipped model.</param>
    /// <param name="Figures">On corrections that no model learned from; of the shipped model on voices it never heard. Null while it is being measured.</param>
    public sealed record View(string Name, ModelVersion? InForce, Measured? Figures, IReadOnlyList<ModelVersion> Nights);

    internal sealed class Handler(HelpdeskDb db) : IRequestHandler<Query, View>
    {
        /// <summary>Two of the twelve voices of the shipped corpus: no voice is both learned from and judged by.</summary>
        private static readonly string[] Voices = ["brief", "angry"];

        /// <summary>Depends on nothing but the shipped files: measured once a process, when somebody first asks.</summary>
        private static readonly Lazy<Task<Measured>> OfShipped = new(() => Task.Run(() => Measured.Of(ModelReport.HoldOut(Corpus.ReadShipped(), Voices))));

        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var nights = await db.Set<ModelVersion>().AsNoTracking().OrderByDescending(v => v.Version).Take(Nights).ToListAsync(cancellationToken);
            var inForce = nights.Find(v => v.Promoted)
                ?? await db.Set<ModelVersion>().AsNoTracking().Where(v => v.Promoted).OrderByDescending(v => v.Version).FirstOrDefaultAsync(cancellationToken);
            if (inForce is not null) return new View(inForce.Name, inForce, JsonSerializer.Deserialize<Measured>(inForce.Report, JsonSerializerOptions.Web), nights);
            return new View(Model.Shipped.Version, null, OfShipped.Value.IsCompletedSuccessfully ? await OfShipped.Value : null, nights);
        }
    }
}
