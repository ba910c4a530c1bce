using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Platform;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// Stands between the composer and the outbox (D35a, D37, D38): who may be written to, on which accounts at all, and what may be told of a
/// child. It reads what staff writes; what customers write is screened (D8).
/// </summary>
public sealed class ChildGuard(HelpdeskDb db, Guardianships guardianships, Requesters requesters, People people, Settings settings, Caller caller)
{
    /// <summary>D35a: on a ticket with a crisis or mandatory-reporting finding Safety chooses who is written to; nothing is assumed.</summary>
    public void CheckRecipient(Ticket ticket, string? chosen)
    {
        if (!ticket.Silent) return;
        if (!caller.Viewer.SeesRestricted) throw new Refused("Safety chooses who gets an answer on this ticket. Your text is kept as a draft; write a note to tell them.");
        if (string.IsNullOrEmpty(chosen)) throw new Refused("Choose who gets this answer. The guardian may be the danger, so nobody is chosen for you.");
    }

    /// <returns>What was let through on Legal's word; empty when nothing of a child is told.</returns>
    /// <exception cref="Refused">D38: the account has no consent.</exception>
    /// <exception cref="ChildDataFound">D37: the recipient is not the consenting guardian.</exception>
    public async Task<IReadOnlyList<ChildDatum>> Check(Ticket ticket, string text, string to, Template? template, string? overriding, CancellationToken cancel)
    {
        var known = await guardianships.Of(ticket, cancel);
        if (known.Problem(Act(ticket, text, template)) is { } problem) throw new Refused(problem);
        if (known.MayBeTold(to)) return [];
        var context = await Context(ticket, known, to, cancel);
        var found = ChildData.Find(text, context);
        if (found.Count == 0) return [];
        var legal = (await people.RolesOf(caller.PersonId, cancel)).Contains(Role.Legal);
        return legal && !string.IsNullOrWhiteSpace(overriding) ? found : throw new ChildDataFound(found, ChildData.Redact(text, context), legal);
    }

    /// <summary>The same text with nothing of a child in it, for the recipient that it would go to.</summary>
    public async Task<string> Redact(Ticket ticket, string text, string to, CancellationToken cancel)
    {
        var known = await guardianships.Of(ticket, cancel);
        return known.MayBeTold(to) ? text : ChildData.Redact(text, await Context(ticket, known, to, cancel));
    }

    private static ConsentAct Act(Ticket ticket, string text, Template? template) =>
        ticket.Category == Category.Safety ? ConsentAct.Safety
        : template?.Slug == ConsentRequest.Template && ConsentRequest.IsAsWritten(text, template.Body) ? ConsentAct.ConsentRequest
        : ConsentAct.Other;

    private async Task<ChildDataContext> Context(Ticket ticket, Guardianship known, string to, CancellationToken cancel)
    {
        var requester = await db.Set<Requester>().Where(r => r.Id == ticket.RequesterId).Select(r => r.Name).SingleAsync(cancel);
        // The requester may be called by name only where the answer goes to the requester.
        var own = (await requesters.AddressesOf(ticket.RequesterId, cancel)).Contains(Requesters.Normalise(to)) ? requester : "";
        return new ChildDataContext(known.Under13 == true, known.Name is { Length: > 0 } name ? [name] : [], [own, to, caller.Viewer.Name, settings.MailFrom?.Address ?? ""]);
    }
}

/// <summary>D37: the reply tells something of a child to somebody who may not know it. Says which words and why.</summary>
public sealed class ChildDataFound(IReadOnlyList<ChildDatum> found, string redacted, bool mayOverride) : Refused(
    [.. found.Take(10).Select(f => $"“{f.Text}”: {f.Why}"), "This address is not that of a guardian who has consented. Nothing was sent."])
{
    /// <summary>The reply as it could be sent.</summary>
    public string Redacted => redacted;

    /// <summary>The writer is of Legal and may send it with a reason.</summary>
    public bool MayOverride => mayOverride;
}
