using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Platform;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Mail;

namespace Helpdesk.Features.Safety;

/// <summary>
/// A page as a signed HTTP call (D9b), for whoever runs a paging service: a number and a link, as in the mail, and no content.
/// <c>X-Helpdesk-Signature: t=UNIX,v1=HEX</c> is the HMAC-SHA256 of <c>UNIX.BODY</c>. It may come twice; <c>id</c> tells.
/// </summary>
internal sealed class PageHook(HelpdeskDb db, Settings settings, Addressing addressing, IHttpClientFactory clients, TimeProvider time) : IOtherWay
{
    public const string OutboxKind = "page_hook";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public string Kind => OutboxKind;

    /// <summary>Puts the call into the outbox, in the transaction of the turn; nothing where no hook is set.</summary>
    /// <param name="asked">The first of those who are asked: the row is theirs, for it belongs to no thread.</param>
    public void Add(Contact asked, Ticket ticket, OnCallPage page, int turn, DateTimeOffset now)
    {
        if (settings.PageHook is not { } hook) return;
        var body = new { id = string.Create(CultureInfo.InvariantCulture, $"{page.Id}-{turn}"), number = ticket.Number, url = $"{settings.Url}/safety/incidents/{page.IncidentId}", cause = page.Cause, turn, at = now };
        db.Add(new OutboxMail
        {
            Id = Guid.CreateVersion7(now), PersonId = asked.Id, Kind = OutboxKind, To = hook.ToString(), Subject = $"#{ticket.Number}",
            Text = JsonSerializer.Serialize(body, JsonSerializerOptions.Web), InternetId = addressing.NewMessageId(), CreatedAt = now, SendAfter = now,
        });
    }

    public async Task<SendOutcome> Send(OutboxMail row, CancellationToken stop)
    {
        if (settings is not { PageHook: { } hook, PageHookSecret: { } secret }) return new SendOutcome.Refused("The hook for pages is not set.", Permanent: false);
        var at = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Value), Encoding.UTF8.GetBytes($"{at}.{row.Text}")));
        using var request = new HttpRequestMessage(HttpMethod.Post, hook) { Content = new StringContent(row.Text, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Add("X-Helpdesk-Signature", $"t={at},v1={signature}");
        using var http = clients.CreateClient(OutboxKind);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Timeout);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return answer.IsSuccessStatusCode ? new SendOutcome.Accepted("") : new SendOutcome.Retry($"The hook for pages answered {(int)answer.StatusCode}.");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new SendOutcome.Retry("The hook for pages gave no answer in time.");
        }
        catch (HttpRequestException)
        {
            return new SendOutcome.Retry("The hook for pages gave no answer.");
        }
    }
}
