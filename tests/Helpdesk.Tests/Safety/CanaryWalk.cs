using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Helpdesk.Features.Access;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Database;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Safety;

/// <summary>
/// The canary walk (D34): words planted in a restricted ticket and a parked mail; every door of the route table walked by everybody
/// outside Safety and Legal, by keys of the API, with another customer's link, and by nobody. A new door is walked without being listed.
/// </summary>
public class CanaryWalk
{
    [Fact]
    public async Task D34_no_outsider_ever_meets_a_planted_word()
    {
        var before = Console.Error;
        await using var log = new StringWriter();
        Console.SetError(TextWriter.Synchronized(log));
        try
        {
            await using var desk = await Desk.Start();
            var world = await PlantedWorld.Make(desk);
            var outsiders = await Outsiders(desk, world);
            using var busy = new CancellationTokenSource();
            var changing = KeepChanging(desk, world.Number, busy.Token);
            await Parallel.ForEachAsync(outsiders, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (walker, _) => await Walk(desk, world, walker));
            await busy.CancelAsync();
            await changing;

            outsiders.SelectMany(w => w.Leaks).Distinct().Select(l => l.ToString()).Order(StringComparer.Ordinal).ShouldBeEmpty();
            outsiders.SelectMany(w => w.Errors).Where(e => !e.Contains("/problem/", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal).ShouldBeEmpty("a walk ends in no error of ours");
            outsiders.Sum(w => w.Answers).ShouldBeGreaterThan(outsiders.Count * 100);
            await SinksAreClean(desk, world, log.ToString());
            foreach (var walker in outsiders) walker.Dispose();
        }
        finally
        {
            Console.SetError(before);
        }
    }

    [Fact]
    public async Task Safety_meets_every_planted_word_or_the_walk_proves_nothing()
    {
        await using var desk = await Desk.Start();
        var world = await PlantedWorld.Make(desk);
        var browser = await desk.As(SafetyWorld.Insider);
        using var safety = new Walker(SafetyWorld.Insider, browser, world.Canaries, world.Number);
        foreach (var door in RouteTable.Of(desk).Where(d => d.Methods.Contains("GET")))
        {
            foreach (var address in RouteTable.Addresses(door, world.Values)) await safety.Get(address);
        }

        var page = await browser.Page($"/tickets/{world.Number}");
        foreach (var file in Links(page, "/files/")) await safety.Get(file);
        var missed = world.Canaries.Words.Select(world.Canaries.PlaceOf).Where(place => !safety.Met.ContainsKey(place));
        missed.ShouldBeEmpty();
    }

    private static async Task Walk(Desk desk, PlantedWorld world, Walker walker)
    {
        foreach (var (address, echoed) in world.Queries()) await walker.Get(address, echoed);
        // Signing out comes last: what follows would be walked as nobody.
        foreach (var door in RouteTable.Of(desk).OrderBy(d => d.ToString().Contains("sign-out", StringComparison.Ordinal)))
        {
            foreach (var address in RouteTable.Addresses(door, world.Values))
            {
                foreach (var method in door.Methods)
                {
                    if (method is "GET" or "HEAD") await walker.Get(address);
                    else await walker.Send(method, address, world.Fields);
                }
            }
        }
    }

    private static async Task<List<Walker>> Outsiders(Desk desk, PlantedWorld world)
    {
        var walkers = new List<Walker>();
        foreach (var name in SafetyWorld.Outsiders)
        {
            var walker = new Walker(name, await desk.As(name), world.Canaries, world.Number);
            await walker.TakeToken("/me/password");
            walkers.Add(walker);
        }

        var nobody = new Walker("nobody", desk.Nobody(), world.Canaries, world.Number);
        await nobody.TakeToken("/sign-in");
        walkers.Add(nobody);
        foreach (var scopes in KeyScopes.Ordinary.Select(s => new[] { s }).Append([.. KeyScopes.Ordinary])) walkers.Add(await Key(desk, world, scopes));
        return walkers;
    }

    private static async Task<Walker> Key(Desk desk, PlantedWorld world, string[] scopes)
    {
        var name = "key " + string.Join('+', scopes);
        var key = "hd_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        await desk.Query("insert into api_key (id, name, hash, scopes, created_at, created_by) values ($1, $2, $3, $4, now(), 'test')",
            Guid.NewGuid(), name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))), scopes);
        var browser = desk.Nobody();
        browser.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return new Walker(name, browser, world.Canaries, world.Number);
    }

    /// <summary>The hidden ticket changes all the time, so that live streams have something to keep to themselves.</summary>
    private static async Task KeepChanging(Desk desk, string number, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await desk.Send(SafetyWorld.Insider, new AddNote.Command(number, Guid.CreateVersion7(), "Still with the guardian."));
            await Task.Delay(400, CancellationToken.None);
        }
    }

    private static async Task SinksAreClean(Desk desk, PlantedWorld world, string log)
    {
        log.ShouldContain("/tickets/{number}", customMessage: "the application's log was read");
        world.Canaries.In(log).ShouldBeEmpty("the application's log");
        var server = Path.Combine(DataFolder.InMemory("helpdesk-tests"), "log", "postgres.log");
        await using var file = new FileStream(server, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        world.Canaries.In(await reader.ReadToEndAsync()).ShouldBeEmpty("the log of PostgreSQL");
        var requester = await desk.Scalar<string>("select a.address from requester_address a join ticket t using (requester_id) where t.number = $1", world.Number);
        desk.Mail.All.Where(m => m.To.Address != requester && world.Canaries.In($"{m.Subject} {m.Text} {m.ReplyTo}").Count > 0).ShouldBeEmpty("mail to anybody else");
        // D30: the log of events holds no words.
        var events = string.Join('\n', (await desk.Query("select data::text from ticket_event")).Select(r => r[0]));
        world.Canaries.In(events).ShouldBeEmpty("the event log");
    }

    private static IEnumerable<string> Links(string page, string prefix) => page.Split('"').Where(p => p.StartsWith(prefix, StringComparison.Ordinal)).Select(System.Net.WebUtility.HtmlDecode).Distinct()!;
}
