using System.Text.Json;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Cli;

namespace Helpdesk.Features.Tickets;

/// <summary>The verb <c>classify</c>: what a ticket is about and why, by the shipped model and lexicon.</summary>
public static class ClassifyVerb
{
    private const int Decimals = 4;

    /// <summary>Writes the answer for one line <c>{"id","subject","body","channel"?}</c> after its id.</summary>
    /// <exception cref="BadLine">A field is missing, no text, or an unknown channel.</exception>
    public static void Answer(JsonElement line, Utf8JsonWriter writer)
    {
        var subject = Text(line, "subject");
        var body = Text(line, "body");
        ModelInForce.Prepared.Wait();
        var verdict = Screening.Screen(new ScreenedText(subject, body), Lexicon.Shipped);
        var classification = Model.Shipped.Classify(subject, body, ChannelOf(line)).Beside(verdict);
        Write(writer, classification, verdict);
    }

    private static void Write(Utf8JsonWriter writer, Classification classification, Verdict verdict)
    {
        var (topic, rule) = Routing.Topic(classification, verdict);
        // A rule does not guess: its confidence is 1, and the model's own best other guess is the runner-up.
        writer.WriteString("category", topic.Category.Slug());
        writer.WriteString("subcategory", topic.Slug);
        writer.WriteNumber("confidence", rule is null ? Math.Round(classification.Confidence, Decimals) : 1);
        var runnerUp = classification.Suggestions.First(s => s.Subcategory != topic);
        writer.WriteStartObject("runnerUp");
        writer.WriteString("category", runnerUp.Subcategory.Category.Slug());
        writer.WriteString("subcategory", runnerUp.Subcategory.Slug);
        writer.WriteNumber("confidence", Math.Round(runnerUp.Confidence, Decimals));
        writer.WriteEndObject();
        writer.WriteBoolean("safety", verdict.Worst is not null);
        if (verdict.Worst is { } worst)
        {
            writer.WriteString("severity", Words.Slug(worst.Severity));
            writer.WriteString("safetyKind", Words.Slug(worst.Kind));
        }

        writer.WriteStartArray("evidence");
        foreach (var finding in verdict.Findings)
        {
            Write(writer, new Evidence(finding.Field, finding.Start, finding.End, finding.Text, Words.Slug(finding.Kind)));
        }

        foreach (var evidence in classification.Evidence) Write(writer, evidence);
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, Evidence evidence)
    {
        writer.WriteStartObject();
        writer.WriteString("field", Words.Slug(evidence.Field));
        writer.WriteNumber("start", evidence.Start);
        writer.WriteNumber("end", evidence.End);
        writer.WriteString("text", evidence.Text);
        writer.WriteString("for", evidence.For);
        writer.WriteEndObject();
    }

    private static string Text(JsonElement line, string name)
    {
        if (!line.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String) throw new BadLine($"\"{name}\" is missing or no text");
        return value.GetString()!;
    }

    private static Channel ChannelOf(JsonElement line)
    {
        if (!line.TryGetProperty("channel", out var value) || value.ValueKind == JsonValueKind.Null) return Channel.Email;
        return value.ValueKind == JsonValueKind.String && Words.TryParse<Channel>(value.GetString(), out var channel)
            ? channel
            : throw new BadLine("\"channel\" is none of email, form, api, phone");
    }
}
