using Helpdesk.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Helpdesk.Browser.Tests;

public class InboxTests
{
    [Theory]
    [InlineData(1280)]
    [InlineData(1000)]
    public async Task The_longest_labelfit_into_their_columns(int width)
    {
        await using var desk = await Desk.Start();
        var number = await desk.Open("The voice is silent", "Nobody speaks on our Echo since last week.");
        var page = await Chrome.Page(desk.Url, width);
        await Chrome.SignIn(page, "Elena Marsh");
        await page.GotoAsync("/tickets?view=all");
        foreach (var (kind, words) in new[] { ("calm", "Reply in 23 h 59 m"), ("soon", "Acknowledge in 59 m"), ("late", "Reply late 23 h 59 m"), ("danger", "Reply late 6 d 23 h") })
        {
            var spare = await page.EvaluateAsync<double>(
                """
                ([number, kind, words]) => {
                  const row = document.getElementById('t-' + number), chip = row.querySelector('.sla')
                  chip.className = 'sla ' + kind
                  chip.removeAttribute('data-due')
                  chip.querySelector('span').textContent = words
                  const label = chip.querySelector('span')
                  if (label.scrollWidth > label.clientWidth) return -1
                  return row.querySelector('.title').getBoundingClientRect().left - chip.getBoundingClientRect().right
                }
                """, new[] { number, kind, words });
            spare.ShouldBeGreaterThanOrEqualTo(4, words);
        }

        var beyond = await page.EvaluateAsync<double>(
            """
            number => {
              const row = document.getElementById('t-' + number), when = row.querySelector('.when')
              when.removeAttribute('data-rel')
              when.textContent = '365 d'
              return when.scrollWidth - when.clientWidth
            }
            """, number);
        beyond.ShouldBeLessThanOrEqualTo(0);
    }

    [Fact]
    public async Task An_empty_view_hears_of_its_first_ticket_and_becomes_empty_again()
    {
        await using var desk = await Desk.Start();
        var page = await Chrome.Page(desk.Url);
        await Chrome.SignIn(page, "Elena Marsh");
        await page.GotoAsync("/tickets?view=unassigned");
        await page.Locator(".empty").WaitForAsync();
        await page.Locator("[data-live-state] .live:text-is('Live')").WaitForAsync();
        var number = await desk.Open("The voice is silent", "Nobody speaks on our Echo since last week.");
        await page.Locator($"#t-{number}").WaitForAsync();
        await desk.Send("Ruth Delgado", new Helpdesk.Features.Tickets.Claim.Command(number));
        await page.Locator(".empty").WaitForAsync();
    }
}
