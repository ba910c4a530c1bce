using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Demo;
using Helpdesk.Tests.Support;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Safety;

/// <summary>What the tests of restriction say and do: sentences that the screening judges as named, and mail from customers.</summary>
internal static class SafetyWorld
{
    public const string Critical = "I am going to kill myself tonight, I have the pills here.";
    public const string Harmless = "The voice in our story is too quiet on the kitchen speaker since this morning.";

    /// <summary>Everybody in the demo who may meet nothing restricted, one for each set of roles.</summary>
    public static IReadOnlyList<string> Outsiders { get; } = [.. DemoPeople.All
        .Where(p => !p.Roles.Contains(Role.Safety) && !p.Roles.Contains(Role.Legal))
        .DistinctBy(p => string.Join(',', p.Roles)).Select(p => p.Name)];

    public const string Insider = "Marcus Ode";

    /// <summary>A ticket that opened restricted, by a requester of its own.</summary>
    public static Task<string> OpenCritical(this Desk desk, string email = "kim@example.org") => desk.Open("Please read this", Critical, email, "Kim");

    public static async Task<bool> IsRestricted(this Desk desk, string number) => await desk.Scalar<bool>("select restricted from ticket where number = $1", number);

    public static Task<int> Version(this Desk desk, string number) => desk.Scalar<int>("select version from ticket where number = $1", number);

    /// <summary>The customer writes again on the same ticket, by mail.</summary>
    public static Task CustomerWrites(this Desk desk, string number, string text, string email = "ada@example.org") =>
        desk.Post($"Re: [#{number}] more", text, email, "");

    /// <summary>A mail as SendGrid posts it.</summary>
    public static async Task Post(this Desk desk, string subject, string text, string email, string headers)
    {
        const string Edge = "edge";
        (string Name, string Value)[] fields =
        [
            ("headers", string.Create(CultureInfo.InvariantCulture, $"From: {email}\nMessage-ID: <{Guid.NewGuid():N}@customer.example>\n{headers}")),
            ("from", email), ("subject", subject), ("text", text),
            ("envelope", JsonSerializer.Serialize(new { to = new[] { "support@helpdesk.example" }, from = email })),
        ];
        var body = string.Concat(fields.Select(f => $"--{Edge}\r\nContent-Disposition: form-data; name=\"{f.Name}\"\r\n\r\n{f.Value}\r\n")) + $"--{Edge}--\r\n";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/sendgrid/inbound") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=" + Edge);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("inbound:" + Desk.InboundSecret)));
        using var sender = desk.Nobody();
        using var answer = await sender.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        await Desk.Until(async () => await desk.Scalar<long>("select count(*) from inbound_mail where state = 'received'") == 0, "the mail was placed");
    }

    /// <summary>Gives a named outsider access to one restricted ticket until a time (D34).</summary>
    public static Task Grant(this Desk desk, string number, Guid person, DateTimeOffset until) => desk.Query(
        "insert into restricted_access (ticket_id, person_id, until, granted_by, granted_at, reason) select id, $2, $3, $2, now(), 'liaison' from ticket where number = $1",
        number, person, until.UtcDateTime);

    /// <summary>Sends a message whose type is known only at run time.</summary>
    public static async Task<object?> SendAny(this Desk desk, Viewer viewer, object message)
    {
        await using var scope = desk.App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Viewer = viewer;
        var send = typeof(IMediator).GetMethods().Single(m => m.Name == nameof(IMediator.Send) && m.IsGenericMethod);
        var response = message.GetType().GetInterfaces().Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>)).GetGenericArguments()[0];
        var sent = (Task)send.MakeGenericMethod(response).Invoke(scope.ServiceProvider.GetRequiredService<IMediator>(), [message, CancellationToken.None])!;
        await sent;
        return sent.GetType().GetProperty("Result")!.GetValue(sent);
    }
}
