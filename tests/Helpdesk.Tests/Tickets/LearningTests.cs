using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Tests.Safety;
using Helpdesk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Tickets;

/// <summary>D5: a night learns from corrections, and every node answers with what the nights have promoted.</summary>
public class LearningTests
{
    /// <summary>Mail about something that the shipped examples have never heard of.</summary>
    private static string Letter(int at) => $"The glimmerbox {new[] { "hums", "blinks", "sulks", "rattles" }[at % 4]} and the zorblatt does not come back, day {at}. What can we do about the glimmerbox?";

    [Fact]
    public async Task D5_a_night_promotes_a_model_that_is_better_and_all_nodes_use_it()
    {
        await using var desk = await Desk.Start(running: false);
        await Correct(desk, 40, Letter, "voice_synthesis");
        var restricted = await desk.OpenCritical("zed@example.org");
        await desk.Send(SafetyWorld.Insider, new CorrectTriage.Command(restricted, "mandatory_reporting"));
        var inForce = desk.App.Services.GetRequiredService<ModelInForce>();
        inForce.Known.Version.ShouldBe(Model.Shipped.Version);

        await desk.Send(Viewer.System, new TrainModel.Command());
        var night = (await desk.Query("select promoted, gained, lost, held_out, reason, array_length(corrections, 1), safety_lost from model_version"))[0];
        night[0].ShouldBe(true, (string)night[4]!);
        ((int)night[3]! + (int)night[5]!).ShouldBe(40, "the restricted ticket is neither learned from nor judged by (D34)");
        night[6].ShouldBe(0);

        await inForce.Follow(TestContext.Current.CancellationToken);
        inForce.Version.ShouldBe(1);
        inForce.Known.Version.ShouldBe(await desk.Scalar<string>("select name from model_version"), "trained again from the same corrections, it is the same model");
        inForce.Known.Classify("", Letter(99)).Top.Slug.ShouldBe("voice_synthesis");

        // The next night has nothing new to learn; the ticket that arrives now names the model.
        await desk.Send(Viewer.System, new TrainModel.Command());
        (await desk.Scalar<long>("select count(*) from model_version")).ShouldBe(1);
        var number = await desk.Open("Hello", Letter(100), "new@example.org");
        (await desk.Scalar<string>("select c.model from classification c join ticket t on t.id = c.ticket_id where t.number = $1", number)).ShouldBe(inForce.Known.Version);

        using var ruth = await desk.As("Ruth Delgado");
        var page = await ruth.Page("/triage/model");
        page.ShouldContain("version 1");
        page.ShouldContain("trained by Helpdesk");
        page.ShouldContain("Reliability");
        page.ShouldNotContain("glimmerbox", Case.Insensitive, "figures hold no words");
        await Should.ThrowAsync<Npgsql.PostgresException>(() => desk.Query("update model_version set promoted = false"));
    }

    [Fact]
    public async Task D5_a_candidate_that_is_no_better_is_kept_but_not_taken()
    {
        await using var desk = await Desk.Start(running: false);
        // People agree with the model: there is nothing to gain.
        await Correct(desk, 12, _ => "Please refund what I paid last week, we have cancelled.", "refund_request");
        await desk.Send(Viewer.System, new TrainModel.Command());
        var nights = await desk.Query("select promoted, reason from model_version");
        if (nights.Count > 0) nights[0][0].ShouldBe(false, (string)nights[0][1]!);
        var inForce = desk.App.Services.GetRequiredService<ModelInForce>();
        await inForce.Follow(TestContext.Current.CancellationToken);
        inForce.Version.ShouldBe(0);
    }

    [Fact]
    public async Task D5_without_corrections_a_night_does_nothing_and_comes_again()
    {
        await using var desk = await Desk.Start(running: false);
        await desk.Send(Viewer.System, new TrainModel.Command());
        (await desk.Scalar<long>("select count(*) from model_version")).ShouldBe(0);
        (await desk.Scalar<long>("select count(*) from job where kind = 'train_model'")).ShouldBe(1);
        using var tom = await desk.As("Tom Lindqvist");
        (await tom.Page("/triage/model")).ShouldContain("the shipped one");
    }

    /// <summary>So many tickets of so many customers, each put right by a person.</summary>
    private static async Task Correct(Desk desk, int count, Func<int, string> letter, string subcategory)
    {
        for (var i = 0; i < count; i++)
        {
            var number = await desk.Open("Hello", letter(i), $"customer{i}@example.org", $"Customer {i}");
            await desk.Send("Elena Marsh", new CorrectTriage.Command(number, subcategory, Typed: letter(i).Contains("glimmerbox", StringComparison.Ordinal) ? "glimmerbox" : null));
        }
    }
}
