using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Platform.Demo;

/// <summary>The people of the demo at work: everything they do is a command that the pages send as well.</summary>
internal sealed class DemoDesk(IServiceProvider services, DemoSender sender, IReadOnlyDictionary<string, Viewer> staff, DateTimeOffset end)
{
    private readonly DemoArrival _customers = new(sender);
    private readonly DemoSafety _safety = new(services, sender, staff["Marcus Ode"]);
    private readonly Dictionary<int, string> _numbers = [];
    private readonly Dictionary<int, string> _has = [];

    public async Task Act(DemoTicket ticket, DemoActKind kind, DateTimeOffset now, CancellationToken cancel)
    {
        if (kind == DemoActKind.Arrive)
        {
            _numbers[ticket.Index] = await _customers.Arrive(ticket, staff["Elena Marsh"], now, cancel);
            return;
        }

        var number = _numbers[ticket.Index];
        if (kind is DemoActKind.Back or DemoActKind.Again or DemoActKind.FollowUp)
        {
            await _customers.Answer(ticket, kind, number, now, cancel);
            return;
        }

        var facts = await Facts(number, now, cancel);
        if (facts.Restricted) await _safety.Settle(number, cancel);
        var who = Who(ticket, facts);
        var writing = ticket.Writing;
        switch (kind)
        {
            case DemoActKind.Claim:
                await sender.Send(who, new Claim.Command(number), cancel);
                break;
            case DemoActKind.HandOver when !facts.Restricted:
                _has[ticket.Index] = "Ruth Delgado";
                await sender.Send(staff["Ruth Delgado"], new Assign.Command(number, staff["Ruth Delgado"].PersonId, int.MaxValue), cancel);
                break;
            case DemoActKind.Triage when facts.Severity is null or Severity.Low || ticket.Text.IsSafety:
                if (facts.Subcategory != ticket.Text.Topic || facts.NeedsTriage) await sender.Send(who, new CorrectTriage.Command(number, ticket.Text.Topic), cancel);
                break;
            case DemoActKind.Note when writing.Note is { } note:
                await sender.Send(who, new AddNote.Command(number, Guid.CreateVersion7(now), note), cancel);
                break;
            case DemoActKind.Call:
                await sender.Send(who, new LogCall.Command(number, Guid.CreateVersion7(now), writing.Fill("Called {first} back and went through the steps together. {first} tries it tonight and writes how it went."), Spoke: true), cancel);
                break;
            case DemoActKind.Reply:
                await Reply(ticket, facts, number, who, ticket.Text.First, TicketState.Pending, ticket.Text.Template ?? (ticket.Index % 5 == 0 ? "first-reply" : null), now, cancel);
                break;
            case DemoActKind.Undo:
                var once = await Reply(ticket, facts, number, who, ticket.Text.First, TicketState.Open, null, now, cancel);
                await sender.Send(who, new UndoReply.Command(number, once), cancel);
                break;
            case DemoActKind.Resolve:
                await Reply(ticket, facts, number, who, ticket.Text.Last, TicketState.Resolved, ticket.Index % 2 == 0 ? "resolved" : null, now, cancel);
                break;
            case DemoActKind.ResolveByHand:
                await sender.Send(who, new ChangeState.Command(number, TicketState.Resolved), cancel);
                break;
            case DemoActKind.Hold:
                await sender.Send(who, new ChangeState.Command(number, TicketState.OnHold, writing.Wait, DateOnly.FromDateTime(end.UtcDateTime).AddDays(1 + ticket.Index % 6)), cancel);
                break;
            case DemoActKind.PutAside:
                await sender.Send(who, new NotForSupport.Command(number, Mark: true, ticket.Index % 3 == 0 ? "wrong_address" : "spam"), cancel);
                break;
            case DemoActKind.TakeBack:
                await sender.Send(who, new NotForSupport.Command(number, Mark: false, Reason: null), cancel);
                break;
        }
    }

    private async Task<Guid> Reply(
        DemoTicket ticket, TicketFacts facts, string number, Viewer who, string words, TicketState then, string? template, DateTimeOffset now, CancellationToken cancel)
    {
        var once = Guid.CreateVersion7(now);
        var slug = ticket.Customer.NeedsConsent && facts.Category != Category.Safety ? ConsentRequest.Template : ticket.Text.Locale == "en" ? template : null;
        var text = ticket.Writing.Answer(words, who.Name, slug);
        var to = facts.Silent ? ticket.Customer.Email : null; // D35a: on such a ticket somebody is chosen
        try
        {
            await sender.Send(who, new Reply.Command(number, once, int.MaxValue, text, then, slug, to), cancel);
        }
        catch (ChildDataFound found)
        {
            // D37: as everybody here does, the writer takes the sentence that the guard offers.
            await sender.Send(who, new Reply.Command(number, once, int.MaxValue, found.Redacted, then, slug, to), cancel);
        }

        return once;
    }

    private sealed record TicketFacts(string Subcategory, Category Category, bool NeedsTriage, bool Restricted, bool Silent, Severity? Severity);

    private async Task<TicketFacts> Facts(string number, DateTimeOffset now, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Tickets>().VisibleTo(Viewer.System, now).Where(t => t.Number == number)
            .Select(t => new TicketFacts(t.Subcategory, t.Category, t.NeedsTriage, t.Restricted, t.Silent, t.Severity)).SingleAsync(cancel);
    }

    /// <summary>Whoever has it; else somebody who knows such things. What is restricted or silent is for Safety and Legal (D34, D35a).</summary>
    private Viewer Who(DemoTicket ticket, TicketFacts facts)
    {
        var who = _has.GetValueOrDefault(ticket.Index);
        if (who is null || ((facts.Restricted || facts.Silent) && !staff[who].SeesRestricted)) who = Pick(facts, ticket.Index);
        _has[ticket.Index] = who;
        return staff[who];
    }

    private static string Pick(TicketFacts facts, int index)
    {
        string[] able = (facts.Restricted || facts.Silent, facts.Category) switch
        {
            (true, _) or (_, Category.Safety) => ["Marcus Ode", "Marcus Ode", "Ines Carvalho"],
            (_, Category.Technical) => ["Jonas Weber", "Elena Marsh", "Jonas Weber", "Yuki Tanaka"],
            (_, Category.Billing) => ["Aisha Bello", "Elena Marsh", "Omar Haddad"],
            (_, Category.Content) => ["Noor de Vries", "Ruth Delgado"],
            (_, Category.IpAttribution) => ["Noor de Vries", "Ines Carvalho"],
            _ => ["Elena Marsh", "Ruth Delgado", "Elena Marsh"],
        };
        return able[index % able.Length];
    }
}
