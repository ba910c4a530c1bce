namespace Helpdesk.Platform.Cli;

/// <summary>Something that whoever typed the command can put right; the message is all they see.</summary>
public sealed class UserError(string message) : Exception(message);
