using System.Text;
using System.Text.RegularExpressions;
using Helpdesk.Platform.Cli;

namespace Helpdesk.Platform.Database;

/// <summary>
/// The schema of a database as one readable text: what pg_dump says, less what differs from machine to machine (versions, session
/// settings, the random marks that newer minor versions put around a dump). docs/schema.sql is this text.
/// </summary>
public static partial class SchemaText
{
    /// <exception cref="UserError">pg_dump is missing or failed.</exception>
    public static async Task<string> ReadAsync(string connectionString, PostgresPrograms? programs = null, CancellationToken stop = default)
    {
        var dump = await (programs ?? PostgresPrograms.Find()).RunAsync("pg_dump", connectionString,
            ["--schema-only", "--schema=public", "--no-owner", "--no-privileges", "--no-comments", "--no-tablespaces"], stop);
        return dump.Succeeded ? Normal(dump.Output) : throw new UserError($"The schema cannot be read: {dump.Reason}");
    }

    /// <summary>One blank line between statements; functions keep their inner lines as written.</summary>
    internal static string Normal(string dump)
    {
        var text = new StringBuilder("-- What the migrations make. Renew it: script/helpdesk schema >docs/schema.sql\n");
        var blank = false;
        foreach (var line in dump.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()))
        {
            if (line.Length == 0 || Noise().IsMatch(line))
            {
                blank = true;
                continue;
            }

            if (blank) text.Append('\n');
            text.Append(line).Append('\n');
            blank = false;
        }

        return text.ToString();
    }

    [GeneratedRegex(@"^(--|SET |SELECT pg_catalog\.set_config|CREATE SCHEMA public;|\\(un)?restrict )", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Noise();
}
