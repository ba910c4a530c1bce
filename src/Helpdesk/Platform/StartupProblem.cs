namespace Helpdesk.Platform;

/// <summary>
/// Something the operator has to do first: a bad setting, no PostgreSQL, a folder out of reach.
/// The message is what they read, in whole sentences and without a stack trace; the process ends with status 1.
/// </summary>
public sealed class StartupProblem(string message) : Exception(message);
