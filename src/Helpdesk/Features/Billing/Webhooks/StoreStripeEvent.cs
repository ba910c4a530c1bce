using System.Text.Json;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Http;
using Helpdesk.Platform.Jobs;
using Helpdesk.Platform.Stripe;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Billing;

/// <summary>
/// Stores an event before anything is done with it (D48); the same id twice is one event. Kept are the ids that it tells of: the object
/// is fetched when it is handled, because events come in any order and the newest word is Stripe's own.
/// </summary>
public static class StoreStripeEvent
{
    [Requires(Permission.System)]
    public sealed record Command(StripeEvent Told) : ICommand<bool>;

    /// <returns>False when it was here already.</returns>
    internal sealed class Handler(HelpdeskDb db, TimeProvider time, AfterCommit after, WakeUp bell) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            var (now, told) = (time.Instant(), command.Told);
            var state = StripeEventWork.Handles(told.Type) ? "waiting" : "ignored";
            var (id, charge, customer) = (Text(told.Data.Object, "id") ?? "", Text(told.Data.Object, "charge"), Text(told.Data.Object, "customer"));
            var stored = await db.Database.ExecuteSqlAsync($"""
                insert into stripe_event (id, type, created_at, received_at, api_version, object_id, charge, customer, state, attempts, next_attempt, last_error)
                values ({told.Id}, {told.Type}, {told.Created}, {now}, {PlainText.Cut(told.ApiVersion ?? "", 40)}, {id}, {charge}, {customer}, {state}, 0, {now}, '')
                on conflict (id) do nothing
                """, cancellationToken);
            after.Do(bell.Ring);
            return stored == 1;
        }

        /// <summary>An id, or the id of the object that it was expanded to.</summary>
        private static string? Text(JsonElement told, string name)
        {
            if (!told.TryGetProperty(name, out var value)) return null;
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("id", out var inner)) value = inner;
            return value.ValueKind == JsonValueKind.String ? PlainText.Storable(PlainText.Cut(value.GetString()!, 255)) : null;
        }
    }
}
