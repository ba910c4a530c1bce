namespace Helpdesk.Domain;

/// <summary>The default data that ships inside this assembly. A database seeds its versioned policies from it once.</summary>
public static class ShippedData
{
    /// <param name="name">Path below <c>Shipped/</c>, such as <c>roles.json</c>.</param>
    /// <exception cref="InvalidOperationException">Nothing of this name ships.</exception>
    public static string Text(string name)
    {
        using var stream = typeof(ShippedData).Assembly.GetManifestResourceStream("Shipped/" + name)
            ?? throw new InvalidOperationException($"Nothing named {name} ships with the domain.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The names of everything that ships below a folder, in ordinal order.</summary>
    public static IReadOnlyList<string> Names(string folder = "") =>
    [
        .. typeof(ShippedData).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith("Shipped/" + folder, StringComparison.Ordinal))
            .Select(n => n["Shipped/".Length..])
            .Order(StringComparer.Ordinal),
    ];
}
