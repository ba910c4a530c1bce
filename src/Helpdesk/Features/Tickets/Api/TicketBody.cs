using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;
using Helpdesk.Domain.Tickets;
using Microsoft.Net.Http.Headers;

namespace Helpdesk.Features.Tickets;

/// <summary>The body of <c>POST /api/v1/tickets</c>; fields it does not know are left alone.</summary>
internal static class TicketBody
{
    private const int LongestSubject = 1_000_000;
    private const int LongestBody = 5_000_000;

    /// <exception cref="ValidationException">Every problem at once.</exception>
    public static Arrival Read(JsonElement root)
    {
        var problems = new List<string>();
        var fields = new ApiFields(root, problems);
        var subject = fields.Text("subject", LongestSubject, required: true);
        var body = fields.Text("body", LongestBody, required: true);
        var requester = fields.Object("requester", required: true);
        var email = requester?.Text("email", 254, required: true)?.Trim();
        var name = requester?.Text("name", 200);
        if (email is not null && !FromField.IsAddress(email)) problems.Add("requester.email must be an address such as name@example.com.");
        var arrival = new Arrival(Channel.Api, email ?? "", name, subject ?? "", body ?? "")
        {
            AccountExternalId = fields.Text("accountId", 200),
            ExternalId = fields.Text("externalId", 200),
            Files = Files(fields),
        };
        return problems.Count == 0 ? arrival : throw Invalid(problems);
    }

    public static ValidationException Invalid(IEnumerable<string> problems) => new(problems.Select(p => new ValidationFailure("", p)));

    private static List<NewFile> Files(ApiFields fields)
    {
        var files = new List<NewFile>();
        foreach (var attachment in fields.Objects("attachments"))
        {
            var (name, type, content) = (attachment.Text("filename", 1000, required: true), attachment.Text("contentType", 200), attachment.Base64("base64"));
            if (name is not null && content is not null) files.Add(new NewFile(name, KnownType(type), content));
        }

        return files;
    }

    /// <summary>It goes out in a header one day: what is no media type is just bytes.</summary>
    private static string KnownType(string? type) =>
        MediaTypeHeaderValue.TryParse(type, out var media) ? media.MediaType.ToString() : "application/octet-stream";
}
