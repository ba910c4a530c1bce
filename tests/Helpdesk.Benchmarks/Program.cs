using Helpdesk.Benchmarks;

// script/bench NAME: prints one JSON line per figure; not zero when something that must hold does not.
var benches = new Dictionary<string, Func<string[], Task<bool>>>(StringComparer.Ordinal)
{
    ["outage"] = OutageBench.Run,
    ["hostile-mail"] = HostileMail.Run,
    ["crash-refund"] = CrashRefundBench.Run,
    [RefundNode.Name] = RefundNode.Run,
    ["pages"] = Measured(PagesBench.Run),
    ["intake"] = Measured(IntakeBench.Run),
    ["board"] = Measured(BoardBench.Run),
    ["crash-sla"] = CrashSlaBench.Run,
    [CrashNode.Verb] = CrashNode.Run,
    ["sla"] = SlaBench.Run,
    ["text"] = Measured(TextBench.Run),
};

if (args.Length == 0 || !benches.TryGetValue(args[0], out var bench))
{
    await Console.Error.WriteLineAsync($"Name one of: {string.Join(", ", benches.Keys.Where(k => k != RefundNode.Name).Order(StringComparer.Ordinal))}");
    return 64;
}

return await bench(args[1..]) ? 0 : 1;

// A figure alone proves nothing wrong: only what must hold can fail.
static Func<string[], Task<bool>> Measured(Func<string[], Task> run) => async rest =>
{
    await run(rest);
    return true;
};
