using Helpdesk.Tests.Support;
using Npgsql;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Safety;

/// <summary>What the database refuses whoever asks it.</summary>
public class DatabaseGuardTests
{
    [Fact]
    public async Task D34a_the_table_refuses_a_text_without_verdict_in_the_open()
    {
        await using var desk = await Desk.Start(running: false);
        await desk.Open("Too quiet", SafetyWorld.Harmless);
        (await Should.ThrowAsync<PostgresException>(() => desk.Query("update message set screened_by = null"))).MessageText.ShouldContain("without a verdict");
        (await desk.Scalar<long>("select count(*) from message where screened_by is null")).ShouldBe(0);
    }

    [Theory]
    [InlineData("ticket_event")]
    [InlineData("access_log")]
    [InlineData("audit_entry")]
    [InlineData("policy_version")]
    public async Task D30_a_log_is_only_appended_to(string table)
    {
        await using var desk = await Desk.Start(running: false);
        (await Should.ThrowAsync<PostgresException>(() => desk.Query($"delete from {table}"))).MessageText.ShouldContain("append-only");
        var column = table switch { "policy_version" => "version = version", "audit_entry" => "at = at", "ticket_event" => "type = type", _ => "door = door" };
        (await Should.ThrowAsync<PostgresException>(() => desk.Query($"update {table} set {column}"))).MessageText.ShouldContain("append-only");
    }
}
