namespace Helpdesk.Sandbox;

internal static class Setting
{
    /// <summary>The value of NAME, or the content of the file that NAME_FILE names; null when neither is set.</summary>
    public static string? Of(IConfiguration configuration, string name) =>
        configuration[name] is { Length: > 0 } value ? value
        : configuration[name + "_FILE"] is { Length: > 0 } file ? File.ReadAllText(file).Trim()
        : null;
}

/// <summary>The sandbox cannot or must not start with a setting; the message is what the operator reads.</summary>
public sealed class SettingException(string message) : Exception(message);
