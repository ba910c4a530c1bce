using Helpdesk.Domain.Safety;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Safety;

public class GuardianNoticeTests
{
    [Theory]
    [InlineData(Severity.Medium, false, false, true, true)]
    [InlineData(Severity.High, false, false, true, true)]
    [InlineData(Severity.Low, false, false, true, false)]
    [InlineData(Severity.Medium, true, false, true, false)]
    [InlineData(Severity.Medium, false, true, true, false)]
    [InlineData(Severity.Medium, false, false, false, false)]
    [InlineData(Severity.Medium, false, false, null, false)]
    public void D9_D35a_is_prepared_from_medium_unless_the_guardian_may_be_the_danger_or_is_not_known(
        Severity severity, bool silent, bool household, bool? writerIsHolder, bool prepared) =>
        (GuardianNotice.Hindrance(severity, silent, household, writerIsHolder) is null).ShouldBe(prepared);
}
