using Helpdesk.Benchmarks;

// script/bench NAME. Each prints one JSON line a figure and ends within two minutes.
var benches = new Dictionary<string, Func<string[], Task>>(StringComparer.Ordinal)
{
    ["pages"] = PagesBench.Run,
    ["intake"] = IntakeBench.Run,
    ["text"] = TextBench.Run,
};

if (args.Length == 0 || !benches.TryGetValue(args[0], out var bench))
{
    await Console.Error.WriteLineAsync("Name one of: " + string.Join(", ", benches.Keys));
    return 64;
}

await bench(args[1..]);
return 0;
