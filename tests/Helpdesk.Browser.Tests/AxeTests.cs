using Deque.AxeCore.Commons;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Tests.Safety;
using Helpdesk.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Helpdesk.Browser.Tests;

/// <summary>
/// Axe on every page of the route table: a new page is walked without being listed here, and one that cannot be walked fails. Each is
/// looked at wide and light, narrow and dark, by somebody who may see it, with something in it; none scrolls sideways.
/// </summary>
public class AxeTests
{
    /// <summary>Axe itself, as its package brings it. It is run by hand: the package's own runner loads it anew, in a page of its own, for each look.</summary>
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>What stands in a frame is the customer's mail, walled off (HostileMailTests); that the frame is named is a rule of its page.</summary>
    private const string Violations =
        """
        async () => {
          const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag22aa'], resultTypes: ['violations'], iframes: false })
          return found.violations.map(v => `${v.id} at ${v.nodes.slice(0, 3).map(n => n.target).join(', ')}`)
        }
        """;

    /// <summary>Whoever comes first and may see a page walks it.</summary>
    private static readonly string[] People = ["Elena Marsh", "Ruth Delgado", "Sam Okoye", "Marcus Ode", "Tom Lindqvist", "Aisha Bello", "Noor de Vries", "Priscilla Adeyemi"];

    /// <summary>Routes without a page of their own, with the reason.</summary>
    private static readonly Dictionary<string, string> NoPage = new(StringComparer.Ordinal)
    {
        ["/sign-in/demo"] = "takes a click of the sign-in page and leads back to it",
        ["/tickets/counts"] = "a piece of the menu for the script layer",
        ["/teams"] = "leads whoever leads one team to that team, which is walked",
        ["/tickets/{number}/incident"] = "leads to the incident, which is walked",
        ["/tickets/{number}/call"] = TheTicket, ["/tickets/{number}/claim"] = TheTicket, ["/tickets/{number}/note"] = TheTicket, ["/tickets/{number}/reply"] = TheTicket,
        ["/tickets/{number}/state"] = TheTicket, ["/tickets/{number}/triage"] = TheTicket, ["/tickets/{number}/undo"] = TheTicket,
    };

    private const string Closed = "";

    private const string TheTicket = "a verb; asked for by GET it is the page of the ticket, which is walked with each kind of composer";

    /// <summary>A page in another shape: empty, searched without luck, an older kind of answer.</summary>
    private static readonly (string Address, string? Person)[] OtherShapes =
    [
        ("/tickets?view=all", "Elena Marsh"), ("/tickets?view=all&q=nothing-like-this", "Elena Marsh"), ("/tickets/{number}?kind=note", "Elena Marsh"),
        ("/tickets/{number}?kind=call", "Elena Marsh"), ("/no/such/page", null), ("/no/such/page", "Elena Marsh"),
    ];

    private static readonly (int Width, ColorScheme Scheme)[] Shapes = [(1280, ColorScheme.Light), (320, ColorScheme.Dark)];

    [Fact]
    public async Task Axe_finds_nothing_on_any_page_and_none_scrolls_sideways()
    {
        await using var desk = await Desk.Start();
        var world = await PageWorld.Make(desk);
        var all = RouteTable.Of(desk).Where(d => d.IsPage && d.Methods.Contains("GET")).ToList();
        NoPage.Keys.Except(all.Select(Route)).ShouldBeEmpty("these routes are gone: take the line away");
        var pages = all.Where(p => !NoPage.ContainsKey(Route(p))).ToList();
        pages.Select(Route).Where(p => world.Address(p) is null).ShouldBeEmpty("these pages need a value for their parameter in PageWorld");
        var signedIn = new Dictionary<string, Helpdesk.Tests.Support.Browser>(StringComparer.Ordinal);
        var walks = new List<(string Route, string Address, string? Person)>();
        foreach (var page in pages) walks.Add((Route(page), world.Address(Route(page))!, await Walker(desk, signedIn, page, world.Address(Route(page))!)));
        walks.Where(w => w.Person == Closed).Select(w => w.Address).ShouldBeEmpty("nobody of the list is let in there");
        foreach (var browser in signedIn.Values) browser.Dispose();
        walks.AddRange(OtherShapes.Select(s => (s.Address, world.Address(s.Address)!, s.Person)));

        var found = new List<string>();
        var elsewhere = new List<string>();
        foreach (var walk in walks.GroupBy(w => w.Person))
        {
            var page = await Chrome.Page(desk.Url);
            if (walk.Key is not null) await Chrome.SignIn(page, walk.Key);
            foreach (var (route, address, _) in walk)
            {
                if (route == "/sign-in/two-factor") await Chrome.SignIn(page, PageWorld.Careful, "**/sign-in/two-factor**");
                else await page.GotoAsync(address);
                if (new Uri(page.Url).AbsolutePath != address.Split('?')[0]) elsewhere.Add($"{route} led to {page.Url}");
                else foreach (var (width, scheme) in Shapes) found.AddRange(await Look(page, address, width, scheme));
            }

            await page.Context.CloseAsync();
        }

        found.ShouldBeEmpty();
        elsewhere.ShouldBeEmpty("these were not looked at");
    }

    private static string Route(Door door) => "/" + door.ToString().TrimStart('/');

    private static async Task<IEnumerable<string>> Look(IPage page, string address, int width, ColorScheme scheme)
    {
        await page.SetViewportSizeAsync(width, 900);
        // Without motion, or a colour could be caught on its way from light to dark.
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        var sideways = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        var twice = await page.EvaluateAsync<string[]>(
            """
            () => {
              const keys = [...document.querySelectorAll('[data-key]')].filter(e => (e.labels?.[0] ?? e).checkVisibility({ visibilityProperty: true })).map(e => e.dataset.key)
              return [...new Set(keys.filter((key, i) => keys.indexOf(key) < i))]
            }
            """);
        if (await page.EvaluateAsync<bool>("!window.axe")) await page.EvaluateAsync(Axe);
        return (await page.EvaluateAsync<string[]>(Violations)).Select(v => $"{address} at {width} px: {v}")
            .Concat(twice.Select(key => $"{address}: the key {key} is given twice"))
            .Concat(sideways > 0 ? [$"{address}: {sideways} px wider than {width} px"] : []);
    }

    /// <summary>The first who is let in: a page that finds nothing would be looked at in vain. Null: nobody needs to be signed in.</summary>
    private static async Task<string?> Walker(Desk desk, Dictionary<string, Helpdesk.Tests.Support.Browser> signedIn, Door page, string address)
    {
        if (page.Requires.Contains(Permission.Public)) return null;
        foreach (var name in People)
        {
            var viewer = await desk.Viewer(name);
            if (!page.Requires.Any(viewer.May)) continue;
            if (!signedIn.TryGetValue(name, out var browser)) signedIn[name] = browser = await desk.As(name);
            using var answer = await browser.Get(address);
            if (answer.IsSuccessStatusCode) return name;
        }

        return Closed;
    }
}
