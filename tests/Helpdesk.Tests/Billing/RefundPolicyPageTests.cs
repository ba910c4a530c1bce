using System.Net;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Billing;

/// <summary>The policy editor (D42): Finance only, versions with reason, and the next quote follows it.</summary>
public class RefundPolicyPageTests
{
    [Fact]
    public async Task D42_finance_saves_a_version_with_its_reason_and_nobody_else_does()
    {
        await using var desk = await Desk.Start(running: false);
        using var aisha = await desk.As("Aisha Bello");
        foreach (var name in new[] { "Elena Marsh", "Priscilla Adeyemi", "Sam Okoye" })
        {
            using var other = await desk.As(name);
            (await other.Get("/refunds/policy")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, name);
        }

        (await aisha.Page("/refunds/policy")).ShouldContain("value=\"200.00\"");
        async Task<HttpStatusCode> Save(params (string, string)[] changes) => (await aisha.PostForm("/refunds/policy", [("days", "30"), .. changes])).StatusCode;
        (await Save(("basedOn", "1"), ("reason", "x"))).ShouldBe(HttpStatusCode.Conflict, "nothing was changed");
        (await Save(("basedOn", "1"), ("limit-USD", "250"))).ShouldBe(HttpStatusCode.UnprocessableEntity, "why?");
        (await Save(("basedOn", "1"), ("limit-USD", "25x"), ("reason", "x"))).ShouldBe(HttpStatusCode.Conflict);
        (await Save(("basedOn", "1"), ("limit-USD", "250"), ("code", "chf"), ("limit", "180"), ("reason", "Prices went up"))).ShouldBe(HttpStatusCode.Redirect);
        (await Save(("basedOn", "1"), ("limit-USD", "300"), ("reason", "x"))).ShouldBe(HttpStatusCode.Conflict, "somebody saved in between");
        var page = WebUtility.HtmlDecode(await aisha.Page("/refunds/policy"));
        page.ShouldContain("200.00 USD → 250.00 USD");
        page.ShouldContain("Prices went up");
        page.ShouldContain("limit-CHF");
        (await Save(("basedOn", "2"), ("executive-USD", "100"), ("reason", "x"))).ShouldBe(HttpStatusCode.Conflict, "below what one person issues alone");
        (await Save(("basedOn", "2"), ("executive-USD", "1000"), ("reason", "Large sums go to the Executive"))).ShouldBe(HttpStatusCode.Redirect);
        WebUtility.HtmlDecode(await aisha.Page("/refunds/policy")).ShouldContain("USD an Executive above no sum → 1000.00 USD");
    }
}
