namespace Helpdesk.Platform.Demo;

/// <summary>What script/run tells a newcomer about the demo.</summary>
internal static class DemoPrint
{
    public static async Task<int> Run()
    {
        await Console.Out.WriteLineAsync("People (one click on the sign-in page; password \"" + DemoPerson.Password + "\"):");
        foreach (var person in DemoPeople.All) await Console.Out.WriteLineAsync($"  {person.Email,-40} {person.Title}");
        return 0;
    }
}
