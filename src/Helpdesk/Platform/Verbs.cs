using Helpdesk.Features.Billing;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Cli;
using Helpdesk.Platform.Database;

namespace Helpdesk.Platform;

/// <summary>The verbs of the command line (docs/operations.md). Logs go to standard error, answers to standard output.</summary>
public static class Verbs
{
    public static async Task<int> Run(string[] args)
    {
        var verb = args.FirstOrDefault() ?? "serve";
        var rest = args.Skip(1).ToArray();
        try
        {
            return verb switch
            {
                "serve" => await Serve.Run(rest),
                "migrate" => await Serve.RunMigrate(),
                "data" => await Serve.PrintData(),
                "health" => await Serve.PrintHealth(),
                "backup" => await Serve.RunBackup(rest),
                "restore" => await Serve.RunRestore(rest),
                "schema" => await SchemaVerb.Run(Console.Out),
                "check-log" => await Serve.RunCheckLog(),
                "sla" => await Lines(rest, SlaVerb.Answer),
                "refund-policy" => await Lines(rest, RefundPolicyVerb.Answer),
                "classify" => await Lines(rest, ClassifyVerb.Answer),
                _ => await AccountVerbs.Run(verb, rest),
            };
        }
        catch (UserError problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return 1;
        }
    }

    /// <summary>The value after a flag such as <c>--email</c>.</summary>
    internal static string? Value(string[] args, string flag)
    {
        var at = Array.IndexOf(args, flag);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    private static async Task<int> Lines(string[] args, Action<System.Text.Json.JsonElement, System.Text.Json.Utf8JsonWriter> answer)
    {
        var file = Value(args, "--jsonl") ?? throw new UserError("Usage: script/helpdesk VERB --jsonl FILE");
        if (file != "-" && !File.Exists(file)) throw new UserError($"There is no file {file}.");
        using var input = file == "-" ? Console.In : new StreamReader(file);
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new System.Text.UTF8Encoding(false), 1 << 16);
        return JsonLines.Run(input, output, answer);
    }
}
