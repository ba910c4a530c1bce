using System.Text.Encodings.Web;
using System.Text.Json;

namespace Helpdesk.Platform.Cli;

/// <summary>
/// The verbs of <c>--jsonl FILE</c>: one line in, exactly one line out, in order, nothing else on standard output.
/// A bad line yields <c>{"id","error"}</c> and exit status 2 at the end.
/// </summary>
public static class JsonLines
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="answer">Writes the properties after <c>id</c>; throws <see cref="BadLine"/> with a plain sentence.</param>
    public static int Run(TextReader input, TextWriter output, Action<JsonElement, Utf8JsonWriter> answer)
    {
        var status = 0;
        while (input.ReadLine() is { } line)
        {
            if (line.AsSpan().Trim().IsEmpty) continue;
            output.Write(Answer(line, answer, ref status));
            output.Write('\n');
        }

        output.Flush();
        return status;
    }

    private static string Answer(string line, Action<JsonElement, Utf8JsonWriter> answer, ref int status)
    {
        JsonElement id = default;
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) throw new BadLine("the line is not a JSON object");
            if (!root.TryGetProperty("id", out id)) throw new BadLine("\"id\" is missing");
            id = id.Clone();
            return Write(id, writer => answer(root, writer));
        }
        catch (JsonException)
        {
            status = 2;
            return Write(id, writer => writer.WriteString("error", "the line is not valid JSON"));
        }
        catch (BadLine problem)
        {
            status = 2;
            return Write(id, writer => writer.WriteString("error", problem.Message));
        }
    }

    private static string Write(JsonElement id, Action<Utf8JsonWriter> properties)
    {
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("id");
            if (id.ValueKind == JsonValueKind.Undefined) writer.WriteNullValue(); else id.WriteTo(writer);
            properties(writer);
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}

/// <summary>A line that cannot be answered; the message is what the caller reads.</summary>
public sealed class BadLine(string message) : Exception(message);
