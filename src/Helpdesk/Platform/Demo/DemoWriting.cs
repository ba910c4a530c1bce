using System.Text.RegularExpressions;
using Helpdesk.Domain;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Platform.Demo;

/// <summary>Makes one customer's letter out of a conversation: the same story never reads the same twice.</summary>
internal sealed partial class DemoWriting(DemoText text, DemoCustomer customer, int variant)
{
    private static readonly string[] Greetings = ["Hi,\n\n", "Hello,\n\n", "Good morning,\n\n", "", "Dear support team,\n\n", "Hey there,\n\n", "Hi again,\n\n"];
    private static readonly string[] Closings = ["\n\nThanks,\n{first}", "\n\nBest,\n{name}", "\n\n{first}", "", "\n\nThank you!\n{name}, {city}", "\n\n{first}\n\nSent from my phone"];
    private static readonly string[] Groeten = ["Hallo,\n\n", "Goedemorgen,\n\n", "Beste helpdesk,\n\n"];
    private static readonly string[] Tot = ["\n\nGroet,\n{first}", "\n\nMet vriendelijke groet,\n{name}", "\n\nAlvast bedankt,\n{first}"];
    private static readonly (string Character, string Owner)[] Owned =
        [("Bramble Fox", "Larkspur Books"), ("Professor Tock", "Halden Animation"), ("Nibs the Lantern", "Oak & Ember Press"), ("Queen Marigold", "Tallow Street Studios")];

    private static readonly List<ShippedTemplate> Templates =
        System.Text.Json.JsonSerializer.Deserialize<List<ShippedTemplate>>(ShippedData.Text("templates.json"), System.Text.Json.JsonSerializerOptions.Web)!;

    private bool Dutch => text.Locale == "nl";
    private (string Character, string Owner) Ip => Owned[variant % Owned.Length];

    public string Subject => Fill(text.Subjects[variant % text.Subjects.Length]);

    public string Body => Fill(Pick(Dutch ? Groeten : Greetings, variant) + text.Body + Pick(Dutch ? Tot : Closings, variant / 2));

    public string Back => Fill(text.Back + Pick(Dutch ? Tot : Closings, variant / 3));

    public string? Again => text.Again is null ? null : Fill(text.Again);

    public string? Note => text.Note is null ? null : Fill(text.Note);

    public string Wait => Fill(text.Wait ?? "Waiting for the studio to look at the account.");

    /// <summary>A call, as an agent notes it down.</summary>
    public string Call => Fill($"{customer.Name} called. {text.Body}");

    /// <summary>An answer in an agent's words, or in those of a template with its blanks filled.</summary>
    public string Answer(string words, string agent, string? template)
    {
        var known = template is null ? null : Templates.Find(t => t.Slug == template);
        if (known is null) return Fill($"{(Dutch ? "Hallo" : "Hi")} {First},\n\n{words}\n\n{(Dutch ? "Met vriendelijke groet" : "Best regards")},\n{agent.Split(' ')[0]}\nStorytailor support");
        var body = Variable().Replace(known.Body, found => found.Groups[1].Value switch
        {
            "customer" => First, "agent" => agent, "character" => Ip.Character, "owner" => Ip.Owner, "story_id" or "story" => Story, "topic" => Subject, _ => words,
        });
        return Fill(Blank().Replace(body, found => found.Value switch
        {
            "[character]" => Ip.Character, "[owner]" => Ip.Owner, "[story id]" => Story, "[team]" => "Technical Support", _ => words,
        }));
    }

    public string Fill(string words) => words
        .Replace("{first}", First, StringComparison.Ordinal).Replace("{name}", customer.Name, StringComparison.Ordinal)
        .Replace("{child}", customer.Child, StringComparison.Ordinal).Replace("{character}", customer.Character, StringComparison.Ordinal)
        .Replace("{title}", customer.Title, StringComparison.Ordinal).Replace("{device}", customer.Device, StringComparison.Ordinal)
        .Replace("{city}", customer.City, StringComparison.Ordinal).Replace("{plan}", customer.PlanOrFree.Name(), StringComparison.Ordinal)
        .Replace("{amount}", $"{4 + variant % 5 * 3}.99", StringComparison.Ordinal).Replace("{story}", Story, StringComparison.Ordinal)
        .Replace("{owned}", Ip.Character, StringComparison.Ordinal).Replace("{owner}", Ip.Owner, StringComparison.Ordinal)
        .Replace("{code}", $"{400 + variant % 6 * 20 + variant % 5}", StringComparison.Ordinal);

    private string First => customer.Name.Split(' ')[0];

    private string Story => $"ST-{4000 + variant * 37 % 5000}";

    private static string Pick(string[] from, int at) => from[at % from.Length];

    private sealed record ShippedTemplate(string Slug, string Body);

    [GeneratedRegex(@"\{\{([a-z_]+)\}\}", RegexOptions.NonBacktracking, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\[[^\]\n]+\]", RegexOptions.NonBacktracking, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blank();
}
