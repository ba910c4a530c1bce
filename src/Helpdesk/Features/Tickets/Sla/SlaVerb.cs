using System.Globalization;
using System.Text.Json;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Cli;

namespace Helpdesk.Features.Tickets;

/// <summary><c>helpdesk sla --jsonl FILE</c>: the due times of D23 by the shipped policies, one ticket a line.</summary>
public static class SlaVerb
{
    /// <exception cref="BadLine">The line names something unknown, or its times make no sense.</exception>
    public static void Answer(JsonElement line, Utf8JsonWriter writer)
    {
        var due = DueTimesOf(Facts(line));
        Write(writer, "firstResponse", due.FirstResponse);
        Write(writer, "resolution", due.Resolution);
        Write(writer, "escalation", due.Escalation);
        Write(writer, "acknowledgment", due.Acknowledgment);
    }

    private static DueTimes DueTimesOf(SlaFacts facts)
    {
        try
        {
            return DueTimes.Of(facts, SlaPolicies.Shipped);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new BadLine("a due time lies outside the years that can be written");
        }
    }

    private static SlaFacts Facts(JsonElement line)
    {
        var plan = Field.Text(line, "plan");
        if (!Plans.TryParse(plan, out var parsed)) throw new BadLine($"\"{plan}\" is no plan");

        var facts = new SlaFacts(parsed, Subject(line), SupportTier(line), Field.Instant(line, "arrivedAt")) { Pauses = Pauses(line) };
        return Pause.Problem(facts.Pauses, facts.ArrivedAt) is { } problem ? throw new BadLine(problem) : facts;
    }

    private static Subcategory Subject(JsonElement line)
    {
        var category = Field.Text(line, "category");
        if (!Taxonomy.TryParse(category, out Category known)) throw new BadLine($"\"{category}\" is no category");

        var slug = Field.Text(line, "subcategory");
        if (!Taxonomy.TryParse(slug, out Subcategory? subcategory)) throw new BadLine($"\"{slug}\" is no subcategory");
        return subcategory.Category == known ? subcategory : throw new BadLine($"\"{slug}\" is no subcategory of {category}");
    }

    private static int? SupportTier(JsonElement line)
    {
        if (Field.Optional(line, "supportTier") is not { } tier) return null;
        return tier.ValueKind == JsonValueKind.Number && tier.TryGetInt32(out var number) && number is >= 1 and <= 4
            ? number
            : throw new BadLine("\"supportTier\" is not 1, 2, 3 or 4");
    }

    private static List<Pause> Pauses(JsonElement line)
    {
        if (Field.Optional(line, "pauses") is not { } pauses) return [];
        if (pauses.ValueKind != JsonValueKind.Array) throw new BadLine("\"pauses\" is not a list");

        return [.. pauses.EnumerateArray().Select(p => p.ValueKind == JsonValueKind.Object
            ? new Pause(Field.Instant(p, "from"), Field.Instant(p, "to"))
            : throw new BadLine("a pause is not {\"from\",\"to\"}"))];
    }

    private static void Write(Utf8JsonWriter writer, string target, DueTime time)
    {
        writer.WriteString(target + "Due", time.Due is { } due ? WholeSecond(due).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : null);
        writer.WriteString(target + "Policy", time.Policy);
    }

    /// <summary>A due time within a second is written as the end of that second: the amount has then been counted (D19).</summary>
    private static DateTimeOffset WholeSecond(DateTimeOffset due)
    {
        var beyond = due.Ticks % TimeSpan.TicksPerSecond;
        return beyond == 0 ? due : due.AddTicks(TimeSpan.TicksPerSecond - beyond);
    }
}
