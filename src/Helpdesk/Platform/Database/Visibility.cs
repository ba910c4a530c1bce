using System.Linq.Expressions;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Platform.Database;

/// <summary>
/// The one visibility predicate (D34). It stands once, as the SQL function <c>ticket_visible</c> (migration Guards); EF queries call it mapped, SQL by
/// hand calls it by name. PostgreSQL inlines it, so that indexes stay usable. Not row-level security: see docs/decisions/0006.
/// </summary>
public static class Visibility
{

    /// <summary>For SQL by hand on a ticket aliased <c>t</c>, with the parameters of <see cref="Parameters"/>.</summary>
    public const string Sql = "ticket_visible(t.id, t.restricted, @sees_restricted, @viewer, @now)";

    public static bool TicketVisible(Guid ticket, bool restricted, bool seesRestricted, Guid viewer, DateTimeOffset at) =>
        throw new InvalidOperationException("Runs in the database only.");

    /// <summary>The tickets that a viewer may meet; everything that reads tickets starts here.</summary>
    public static Expression<Func<Ticket, bool>> To(Viewer viewer, DateTimeOffset now)
    {
        var sees = viewer.SeesRestricted;
        var person = viewer.PersonId ?? Guid.Empty;
        return t => TicketVisible(t.Id, t.Restricted, sees, person, now);
    }

    public static void Parameters(Npgsql.NpgsqlParameterCollection parameters, Viewer viewer, DateTimeOffset now)
    {
        parameters.AddWithValue("sees_restricted", viewer.SeesRestricted);
        parameters.AddWithValue("viewer", viewer.PersonId ?? Guid.Empty);
        parameters.AddWithValue("now", now.UtcDateTime);
    }

    internal static void Map(ModelBuilder builder) => builder
        .HasDbFunction(typeof(Visibility).GetMethod(nameof(TicketVisible))!)
        .HasName("ticket_visible");
}
