using Helpdesk.Domain.Tickets;

namespace Helpdesk.Platform.Demo;

internal enum DemoActKind { Arrive, Claim, Triage, Note, Reply, Undo, Back, Again, Resolve, ResolveByHand, Call, Hold, PutAside, TakeBack, HandOver, FollowUp }

/// <summary>Something that happens to a demo ticket, so long before the story ends.</summary>
internal sealed record DemoAct(TimeSpan Ago, DemoActKind Kind);

/// <summary>Where a demo ticket stands when the story ends.</summary>
internal enum DemoEnd { New, Open, Answered, Pending, OnHold, Resolved, Closed, Reopened, FollowedUp, PutAside, Undelivered }

/// <summary>A ticket of the demo world: who, about what, by which channel, and what happens to it.</summary>
internal sealed record DemoTicket(int Index, DemoCustomer Customer, DemoText Text, Channel Channel, DemoEnd End, IReadOnlyList<DemoAct> Acts)
{
    public DemoWriting Writing => new(Text, Customer, Index);

    /// <summary>The customer's first Message-ID.</summary>
    public string MessageId => $"<demo-{Index}@{Customer.Email[(Customer.Email.IndexOf('@', StringComparison.Ordinal) + 1)..]}>";
}

/// <summary>Plans the demo world from fixed seeds: the same story for the same moment, however often it is made.</summary>
internal static class DemoStory
{
    private const int Seed = 20_240_917;

    /// <summary>Two hundred and ninety-two that arrive, and eight follow-ups of closed ones: three hundred.</summary>
    private static readonly (DemoEnd End, int Count)[] Ends =
    [
        (DemoEnd.Closed, 94), (DemoEnd.Reopened, 18), (DemoEnd.FollowedUp, 8), (DemoEnd.Resolved, 32), (DemoEnd.Pending, 40), (DemoEnd.Open, 26),
        (DemoEnd.Answered, 16), (DemoEnd.New, 34), (DemoEnd.OnHold, 12), (DemoEnd.PutAside, 8), (DemoEnd.Undelivered, 4),
    ];

    public static IReadOnlyList<DemoTicket> Write()
    {
        var dice = new Random(Seed);
        var ends = Ends.SelectMany(e => Enumerable.Repeat(e.End, e.Count)).ToArray();
        dice.Shuffle(ends);
        var texts = new Queue<DemoText>();
        var used = new Dictionary<string, int>(StringComparer.Ordinal);
        var story = new List<DemoTicket>();
        for (var i = 0; i < ends.Length; i++)
        {
            if (texts.Count == 0) texts = new Queue<DemoText>(Shuffled(dice));
            var text = ends[i] == DemoEnd.PutAside ? DemoTexts.Unwanted[i % DemoTexts.Unwanted.Count] : texts.Dequeue();
            var customer = Writer(text, ends[i], used);
            story.Add(new DemoTicket(i, customer, text, ChannelOf(text, customer, ends[i], dice), ends[i], DemoLife.Of(ends[i], text, customer.PlanOrFree, i, dice)));
        }

        return story;
    }

    private static DemoText[] Shuffled(Random dice)
    {
        var all = DemoTexts.Conversations.ToArray();
        dice.Shuffle(all);
        return all;
    }

    /// <summary>Of those who would write such a thing, whoever has written least so far.</summary>
    private static DemoCustomer Writer(DemoText text, DemoEnd end, Dictionary<string, int> used)
    {
        var fitting = DemoTexts.Customers.Where(c => end == DemoEnd.Undelivered
            ? c.Email.EndsWith("@gone.example", StringComparison.Ordinal)
            : c.Locale == text.Locale && !c.Email.EndsWith("@gone.example", StringComparison.Ordinal) && Fits(text.From, c.PlanOrFree));
        var writer = fitting.MinBy(c => used.GetValueOrDefault(c.Email))!;
        used[writer.Email] = used.GetValueOrDefault(writer.Email) + 1;
        return writer;
    }

    private static bool Fits(string from, Plan plan) => from switch
    {
        "business" => plan.HasPhone(),
        "home" => !plan.HasPhone(),
        "paid" => plan != Plan.Free,
        _ => true,
    };

    private static Channel ChannelOf(DemoText text, DemoCustomer customer, DemoEnd end, Random dice)
    {
        if (end is DemoEnd.PutAside or DemoEnd.Undelivered) return Channel.Email;
        return (customer.PlanOrFree.HasPhone(), dice.Next(100)) switch
        {
            (true, < 25) => Channel.Api,
            (true, < 45) when !text.IsSafety => Channel.Phone,
            // D2: a call is never refused; here it is a courtesy.
            (false, < 5) when !text.IsSafety => Channel.Phone,
            (_, < 65) => Channel.Email,
            _ => Channel.Form,
        };
    }
}
