using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;

namespace Helpdesk.Platform.Demo;

/// <summary>How the customers of the demo reach the desk: mail as it is posted to the hook, the form, the API, the telephone.</summary>
internal sealed class DemoArrival(DemoSender sender)
{
    /// <returns>The number of the new ticket.</returns>
    public async Task<string> Arrive(DemoTicket ticket, Viewer answersCalls, DateTimeOffset now, CancellationToken cancel)
    {
        var (who, writing) = (ticket.Customer, ticket.Writing);
        switch (ticket.Channel)
        {
            case Channel.Email:
                return await Post(DemoMail.Body(who.Name, who.Email, writing.Subject, writing.Body, ticket.MessageId, now, html: ticket.Index % 3 == 0, fileName: ticket.Text.File), cancel)
                    ?? throw new InvalidOperationException($"The mail of demo ticket {ticket.Index} was parked.");
            case Channel.Phone:
                return await sender.Send(answersCalls, new LogNewCall.Command(Guid.CreateVersion7(now), who.Email, who.Name, writing.Subject, writing.Call, Spoke: ticket.Index % 4 != 0), cancel);
            default:
                var arrival = new Arrival(ticket.Channel, who.Email, who.Name, writing.Subject, writing.Body)
                {
                    Locale = who.Locale, ExternalId = ticket.Channel == Channel.Api ? $"crm-{10_400 + ticket.Index}" : null,
                };
                var scope = ticket.Channel == Channel.Api ? "demo" : "form";
                var asking = ticket.Channel == Channel.Api ? Viewer.System : Viewer.Nobody;
                return (await sender.Send(asking, new CreateTicket.Command(arrival, scope, $"demo-{ticket.Index}"), cancel)).Number;
        }
    }

    /// <summary>A further mail of the customer: on the ticket, or on a closed one, where it opens the follow-up (D28).</summary>
    public async Task Answer(DemoTicket ticket, DemoActKind kind, string number, DateTimeOffset now, CancellationToken cancel)
    {
        var (who, writing) = (ticket.Customer, ticket.Writing);
        var words = kind switch
        {
            DemoActKind.Again => writing.Again ?? writing.Back,
            DemoActKind.FollowUp => writing.Fill("Hello again,\n\nthis was fine for a week, and since this morning it is back exactly as before. Can you take it up again?\n\n{first}"),
            _ => writing.Back,
        };
        var id = ticket.MessageId.Replace("@", $"-{Words.Slug(kind)}@", StringComparison.Ordinal);
        var chain = $"In-Reply-To: {ticket.MessageId}\nReferences: {ticket.MessageId}\n";
        await Post(DemoMail.Body(who.Name, who.Email, $"Re: [#{number}] {writing.Subject}", words, id, now, chain), cancel);
    }

    public async Task Odd(DemoOddMail odd, int index, DateTimeOffset now, CancellationToken cancel)
    {
        var body = DemoMail.Body("Mail system", odd.From, odd.Subject, odd.Text, $"<odd-{index}@{odd.From[(odd.From.IndexOf('@', StringComparison.Ordinal) + 1)..]}>", now, odd.Header);
        await Post(odd.Broken ? body[..(body.Length / 3)] : body, cancel);
    }

    /// <summary>As the hook does it: stored first, then placed (D31).</summary>
    private async Task<string?> Post(byte[] body, CancellationToken cancel)
    {
        var stored = await sender.Send(Viewer.System, new StoreInbound.Command(DemoMail.ContentType, body), cancel);
        return stored is { } id ? await sender.Send(Viewer.System, new PlaceInbound.Command(id), cancel) : null;
    }
}
