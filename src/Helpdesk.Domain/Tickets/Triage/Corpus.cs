using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Helpdesk.Domain.Tickets;

/// <summary>A text whose subcategory is known. The voice is how it is written (terse, angry, forwarded …), for honest held-out tests.</summary>
public sealed record Example(string Subject, string Body, Subcategory Subcategory, string Voice)
{
    /// <summary>Words for which a person decided so (D5); the shipped examples name none.</summary>
    public IReadOnlyList<string> Because { get; init; } = [];
}

/// <summary>What the model learns from: the shipped examples, to which corrections by people can be added (D5).</summary>
public sealed class Corpus(IReadOnlyList<Example> examples)
{
    public IReadOnlyList<Example> Examples { get; } = examples;

    /// <summary>All examples under <c>Shipped/corpus</c>, in the order of file names and lines.</summary>
    public static Corpus ReadShipped() => new([.. ShippedText.Under("corpus").SelectMany(Read)]);

    /// <summary>The same for equal examples in equal order.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var example in Examples)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{example.Subcategory.Slug}\0{example.Subject}\0{example.Body}\0\n"));
            foreach (var words in example.Because) hash.AppendData(Encoding.UTF8.GetBytes($"{words}\0"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<Example> Read(string path)
    {
        using var reader = new StreamReader(ShippedText.Open(path), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            using var document = JsonDocument.Parse(line);
            var row = document.RootElement;
            yield return new Example(
                row.GetProperty("subject").GetString() ?? "",
                row.GetProperty("body").GetString() ?? "",
                Taxonomy.Get(row.GetProperty("subcategory").GetString() ?? ""),
                row.GetProperty("voice").GetString() ?? "");
        }
    }
}
