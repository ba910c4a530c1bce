using System.Net.Http.Headers;
using System.Text;
using Helpdesk.Platform.Mail;
using Helpdesk.Tests.Support;

namespace Helpdesk.Browser.Tests;

internal static class CustomerMail
{
    /// <summary>The customer answers a mail of ours, as Inbound Parse posts it.</summary>
    public static Task Reply(this Desk desk, OutgoingMail mail, string text) =>
        desk.Post(mail.Subject, text, mail.To.Address, mail.ReplyTo!.Address, $"In-Reply-To: {mail.MessageId}\r\nReferences: {mail.MessageId}\r\n");

    public static Task PostMail(this Desk desk, string subject, string text, string from, string headers = "", string? html = null) =>
        desk.Post(subject, text, from, "support@helpdesk.example", headers, html);

    private static async Task Post(this Desk desk, string subject, string text, string from, string to, string headers, string? html = null)
    {
        using var http = new HttpClient { BaseAddress = new Uri(desk.Url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("inbound:" + Desk.InboundSecret)));
        using var form = new MultipartFormDataContent
        {
            { new StringContent($"Message-ID: <{Guid.NewGuid():N}@example.org>\r\n{headers}"), "headers" },
            { new StringContent(from), "from" },
            { new StringContent(to), "to" },
            { new StringContent(subject), "subject" },
            { new StringContent(text), "text" },
            { new StringContent($$"""{"to":["{{to}}"],"from":"{{from}}"}"""), "envelope" },
        };
        if (html is not null) form.Add(new StringContent(html), "html");
        using var answer = await http.PostAsync("/hooks/sendgrid/inbound", form);
        answer.EnsureSuccessStatusCode();
    }
}
