using System.Net.Http.Headers;
using System.Text;
using Helpdesk.Platform.Mail;
using Helpdesk.Tests.Support;

namespace Helpdesk.Browser.Tests;

internal static class CustomerMail
{
    /// <summary>The customer answers a mail of ours, as Inbound Parse posts it.</summary>
    public static async Task Reply(this Desk desk, OutgoingMail mail, string text)
    {
        using var http = new HttpClient { BaseAddress = new Uri(desk.Url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("inbound:" + Desk.InboundSecret)));
        using var form = new MultipartFormDataContent
        {
            { new StringContent($"Message-ID: <{Guid.NewGuid():N}@example.org>\r\nIn-Reply-To: {mail.MessageId}\r\nReferences: {mail.MessageId}\r\n"), "headers" },
            { new StringContent(mail.To.Address), "from" },
            { new StringContent(mail.ReplyTo!.Address), "to" },
            { new StringContent(mail.Subject), "subject" },
            { new StringContent(text), "text" },
            { new StringContent($$"""{"to":["{{mail.ReplyTo.Address}}"],"from":"{{mail.To.Address}}"}"""), "envelope" },
        };
        using var answer = await http.PostAsync("/hooks/sendgrid/inbound", form);
        answer.EnsureSuccessStatusCode();
    }
}
