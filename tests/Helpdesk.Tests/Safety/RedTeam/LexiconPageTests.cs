using System.Net;
using Helpdesk.Domain.Safety;
using Helpdesk.Features.Safety;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Safety;

/// <summary>The lexicon edited in the product (D8): looked at first, saved with reason, in force on every node.</summary>
public class LexiconPageTests
{
    private const string Said = "the moon is made of purple cheese";
    private static readonly LexiconRuleText Rule = new("crisis.moon", "Says something of the moon", "crisis", "high", "en", ["moon ~4 purple cheese"], [], [], [], false, false, null, false);

    [Fact]
    public async Task D8_a_new_rule_is_in_force_at_once_and_on_other_nodes_without_restart()
    {
        await using var desk = await Desk.Start(running: false);
        using var safety = await desk.As(SafetyWorld.Insider);
        (string, string)[] form = [.. Fields(1), ("Form.Reason", "Missed in March")];
        using var preview = await safety.PostForm("/safety/lexicon/rule", "/safety/lexicon/rule?handler=Preview", form);
        (await preview.Content.ReadAsStringAsync()).ShouldContain("Every one does what it did.");
        (await desk.Scalar<long>("select count(*) from policy_version where kind = 'lexicon'")).ShouldBe(1, "looking saves nothing");

        using var saved = await safety.PostForm("/safety/lexicon/rule", "/safety/lexicon/rule?handler=Save", form);
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await safety.Page("/safety/lexicon?find=moon");
        page.ShouldContain("crisis.moon");
        page.ShouldContain("Missed in March");
        (await desk.IsRestricted(await desk.Open("About the moon", Said))).ShouldBeTrue("a text is judged by it on the node that saved it");

        await using var database = NpgsqlDataSource.Create(desk.ConnectionString);
        var other = new Policies(database, TimeProvider.System, NullLogger<Policies>.Instance);
        var lexicon = (await other.Current(CancellationToken.None)).Lexicon;
        lexicon.Version.ShouldEndWith("+v2");
        Screening.Screen(new("", Said), lexicon).Worst!.Rule.ShouldBe("crisis.moon");
    }

    [Fact]
    public async Task D8_a_rule_is_switched_off_and_on_by_versions()
    {
        await using var desk = await Desk.Start(running: false);
        await desk.Send(SafetyWorld.Insider, new SaveLexicon.Command(1, new(Rule, null, true), "new", null));
        await desk.Send(SafetyWorld.Insider, new SaveLexicon.Command(2, new(Rule with { Off = true }, null, false), "too eager", null));
        (await desk.IsRestricted(await desk.Open("About the moon", Said))).ShouldBeFalse();
        await desk.Send(SafetyWorld.Insider, new SaveLexicon.Command(3, new(Rule, null, false), "needed after all", null));
        (await desk.IsRestricted(await desk.Open("About the moon", Said))).ShouldBeTrue();
        (await desk.Send(SafetyWorld.Insider, new ShowLexicon.Query())).History.Select(v => v.Reason).ShouldBe(["needed after all", "too eager", "new", "shipped default"]);
    }

    [Fact]
    public async Task D8_a_version_that_makes_a_kept_case_fail_says_in_writing_why()
    {
        await using var desk = await Desk.Start(running: false);
        await desk.Send(SafetyWorld.Insider, new SaveLexicon.Command(1, new(Rule, null, true), "new", null));
        await desk.Send(SafetyWorld.Insider, new KeepCase.Command(Said, new Expectation(true), "never again"));
        var off = new LexiconChange(Rule with { Off = true }, null, false);
        (await desk.Send(SafetyWorld.Insider, new PreviewLexicon.Query(off))).Failing.ShouldHaveSingleItem().After.ShouldBe("Nothing fires.");
        (await Should.ThrowAsync<Refused>(() => desk.Send(SafetyWorld.Insider, new SaveLexicon.Command(2, off, "too eager", " ")))).Message.ShouldContain("1 kept case would fail");
        await desk.Send(SafetyWorld.Insider, new SaveLexicon.Command(2, off, "too eager", "it is a poem"));
        (await desk.Scalar<string>("select reason from policy_version where kind = 'lexicon' and version = 3")).ShouldBe("too eager (1 kept case fails: it is a poem)");
    }

    [Fact]
    public async Task D8_what_cannot_be_read_is_refused_with_its_place_and_nothing_typed_is_lost()
    {
        await using var desk = await Desk.Start(running: false);
        using var safety = await desk.As(SafetyWorld.Insider);
        var fields = Fields(1).Select(f => f.Name == "Form.Say" ? (f.Name, "fine words\nmoon @nobody") : f).Append(("Form.Reason", "typed with care")).ToArray();
        using var answer = await safety.PostForm("/safety/lexicon/rule", "/safety/lexicon/rule?handler=Save", fields);
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        html.ShouldContain("Rule 'crisis.moon': There is no word class '@nobody'.");
        html.ShouldContain("moon @nobody");
        html.ShouldContain("typed with care");
        (await desk.Scalar<long>("select count(*) from policy_version where kind = 'lexicon'")).ShouldBe(1);
    }

    [Fact]
    public async Task D8_hostile_forms_are_answered_in_sentences()
    {
        await using var desk = await Desk.Start(running: false);
        using var safety = await desk.As(SafetyWorld.Insider);
        (string, string)[][] odd =
        [
            [.. Fields(1), ("Form.Reason", "x"), ("Form.AtMost", "many")], [.. Fields(1), ("Form.Reason", "x"), ("Form.AtMost", "99999999999")],
            [.. Fields(1), ("Form.Reason", new string('x', 5_000))], [.. Fields(7), ("Form.Reason", "x")], [("Form.BasedOn", "x"), ("Form.Off", "maybe")], [],
            [.. Fields(1).Where(f => f.Name != "Form.Kind"), ("Form.Kind", "weather"), ("Form.Reason", "x")],
        ];
        foreach (var form in odd)
        {
            using var answer = await safety.PostForm("/safety/lexicon/rule", "/safety/lexicon/rule?handler=Save", form);
            ((int)answer.StatusCode).ShouldBeOneOf(409, 422);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("Nothing was saved.");
        }

        foreach (var (line, why) in new[] { ("x", "y"), ("-1", "y"), ("99", "y"), ("1", "\0"), ("1", new string('y', 9_000)) })
        {
            using var answer = await safety.PostForm("/safety/red-team", "/safety/red-team?handler=Keep", ("phrases", "a\ud800\0 phrase"), ("line", line), ($"why-{line}", why));
            ((int)answer.StatusCode).ShouldBeLessThan(500, $"{line} {why[..1]}");
        }

        (await safety.Get("/safety/lexicon/rule?name=nothing")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await desk.Scalar<long>("select count(*) from policy_version where kind = 'lexicon'")).ShouldBe(1);
    }

    [Fact]
    public async Task D8_two_who_edit_at_once_do_not_overwrite_each_other()
    {
        await using var desk = await Desk.Start(running: false);
        await desk.Send(SafetyWorld.Insider, new SaveLexicon.Command(1, new(Rule, null, true), "new", null));
        await Should.ThrowAsync<Stale>(() => desk.Send(SafetyWorld.Insider, new SaveLexicon.Command(1, new(Rule with { Id = "crisis.sun" }, null, true), "new", null)));
        (await Should.ThrowAsync<Refused>(() => desk.Send(SafetyWorld.Insider, new SaveLexicon.Command(2, new(Rule, null, true), "again", null)))).Message.ShouldContain("there is a rule of this name");
        (await Should.ThrowAsync<Refused>(() => desk.Send(SafetyWorld.Insider, new SaveLexicon.Command(2, new(Rule, null, false), "the same", null)))).Message.ShouldBe("Nothing was changed.");
        var words = new LexiconChange(null, new LexiconClassText("moons", ["moon, full moon"], false), true);
        (await desk.Send(SafetyWorld.Insider, new SaveLexicon.Command(2, words, "a class", null))).ShouldBe(3);
        using var safety = await desk.As(SafetyWorld.Insider);
        (await safety.Page("/safety/lexicon/word-class?name=moons")).ShouldContain("moon, full moon");
    }

    private static (string Name, string Value)[] Fields(int basedOn) =>
    [
        ("Form.BasedOn", basedOn.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("Form.Name", Rule.Id), ("Form.Label", Rule.Label), ("Form.Kind", Rule.Kind),
        ("Form.Severity", Rule.Severity), ("Form.Language", Rule.Language), ("Form.Say", Rule.Say[0]),
    ];
}
