using Helpdesk.Features.Access;
using Helpdesk.Platform.Cli;
using Helpdesk.Platform.Database;

namespace Helpdesk.Platform.Demo;

/// <summary>What script/run tells a newcomer about the demo.</summary>
internal static class DemoPrint
{
    /// <exception cref="UserError">This is no demo: there is nothing made up to print.</exception>
    public static async Task<int> Run(InstallationFacts facts)
    {
        if (!facts.Demo) throw new UserError("This is no demo database.");
        await Console.Out.WriteLineAsync("People (one click on the sign-in page; password \"" + DemoPerson.Password + "\"):");
        foreach (var person in DemoPeople.All) await Console.Out.WriteLineAsync($"  {person.Email,-40} {person.Title}");
        await Console.Out.WriteLineAsync();
        await Console.Out.WriteLineAsync($"API key:            {ApiKeys.DemoKey(facts.AddressKey)}");
        return 0;
    }
}
