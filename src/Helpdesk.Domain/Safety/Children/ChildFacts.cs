using System.Text.RegularExpressions;

namespace Helpdesk.Domain.Safety;

/// <summary>What a message tells of a child beside its name: birth date, school, address, photo, account name (D37). By shape and by the words around.</summary>
internal static partial class ChildFacts
{
    private const string Month = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|januari|februari|maart|mei|juni|juli|augustus|oktober|märz|dezember|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre";
    private const string Date = $@"\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?(?:{Month})(?:,?\s+(?:de\s+)?\d{{4}})?|(?:{Month})\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?";
    private const string Born = "born|birthday|birthdate|birth\\s+date|date\\s+of\\s+birth|d\\.?o\\.?b\\.?|bday|geboren|geboortedatum|verjaardag|geburtsdatum|geburtstag|née?\\s+le|date\\s+de\\s+naissance|anniversaire|nacid[oa]|fecha\\s+de\\s+nacimiento|cumpleaños";
    private const string Word = @"\p{Lu}[\p{L}'’-]*";
    private const string SchoolType = "School|Elementary|Primary|Academy|Kindergarten|Preschool|Pre-School|Nursery|Montessori|Daycare|Basisschool|Grundschule|Gymnasium|Lyceum";

    private static readonly HashSet<string> Leading = new(StringComparer.Ordinal) { "At", "In", "The", "And", "From", "To", "After", "Before", "When", "If", "My", "Our", "Your", "His", "Her", "Their", "A", "An" };

    public static IEnumerable<(ChildDatumKind Kind, int Start, int End)> In(string message)
    {
        foreach (var g in BirthDate().Matches(message).SelectMany(m => new[] { m.Groups["a"], m.Groups["b"], m.Groups["c"] }).Where(g => g.Success)) yield return (ChildDatumKind.BirthDate, g.Index, g.Index + g.Length);
        foreach (var g in School().Matches(message).SelectMany(m => new[] { m.Groups["a"], m.Groups["b"], m.Groups["c"] }).Where(g => g.Success))
        {
            var start = SkipLeading(message, g.Index, g.Index + g.Length);
            if (message.AsSpan(start, g.Index + g.Length - start).Contains(' ') || g.Name == "c") yield return (ChildDatumKind.School, start, g.Index + g.Length);
        }

        foreach (var g in Address().Matches(message).Select(m => m.Groups["a"])) yield return (ChildDatumKind.Address, g.Index, g.Index + g.Length);
        foreach (var g in Photo().Matches(message).Select(m => m.Groups["a"]).Where(g => !g.Value.Contains("screen", StringComparison.OrdinalIgnoreCase))) yield return (ChildDatumKind.Photo, g.Index, g.Index + g.Length);
        foreach (var g in AccountName().Matches(message).SelectMany(m => new[] { m.Groups["a"], m.Groups["b"] }).Where(g => g.Success && g.Length > 2))
        {
            var end = g.Index + g.Value.TrimEnd('.', '-').Length;
            var name = message[g.Index..end];
            if (g.Name == "b" || name.Any(c => char.IsAsciiDigit(c) || c is '_' or '.' or '-') || name.Skip(1).Any(char.IsUpper) || message[g.Index - 1] is '"' or '“' or '\'' or ':' or '=') yield return (ChildDatumKind.AccountName, g.Index, end);
        }
    }

    private static int SkipLeading(string message, int start, int end)
    {
        while (message.IndexOf(' ', start, end - start) is > 0 and var space && Leading.Contains(message[start..space])) start = space + 1;
        return start;
    }

    [GeneratedRegex($@"\b(?:{Born})\b[^\n]{{0,30}}?\b(?<a>{Date})|(?:born|geboren|nacid[oa]|née?)\s+(?:in|en)\s+(?<b>(?:19|20)\d\d)|\b(?<c>{Date})\s+(?:is\s+)?(?:(?:is|was)\s+)?(?:{ChildCues.Owner}|the)?\s*(?:{Born})\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BirthDate();

    [GeneratedRegex($@"\b(?<a>(?:{Word}\.?[ ](?:(?:of|the|de|van)[ ])?){{1,5}}(?:{SchoolType})(?:[ ](?:School|Academy))?)\b|\b(?<b>(?:Basisschool|Grundschule|École|Ecole|Escuela|Colegio|Kita|Kindergarten|Collège)[ ](?:(?:de|van|la|le|der|die)[ ]){{0,2}}{Word}(?:[ ]{Word}){{0,3}})|\b(?i:attends|school is(?: called)?|school:|pupil (?:at|of)|student at|enrolled (?:at|in)|grade at|class at)[ ](?<c>{Word}\.?(?:[ ](?:(?:of|the|de|van)[ ])?{Word}){{0,4}})", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex School();

    [GeneratedRegex($@"\b(?<a>\d{{1,5}}[A-Za-z]?,?[ ](?:{Word}[ ]){{1,4}}(?i:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Way|Place|Pl|Boulevard|Blvd|Close|Crescent|Terrace|Square|Row|Gardens|Grove|Hill|Park)|(?i:\p{{L}}+(?:straat|laan|weg|plein|gracht|kade|dijk|singel|straße|strasse|gasse|allee|platz))[ ]\d{{1,4}}[a-zA-Z]?|\d{{1,4}},?[ ](?i:rue|boulevard|chemin|impasse)[ ](?:\p{{L}}+[ '’-]){{0,3}}\p{{L}}+|(?i:calle|avenida|plaza|paseo)[ ](?:\p{{L}}+[ ]){{0,3}}\p{{L}}+,?[ ]\d{{1,4}}|[A-Z]{{1,2}}\d[A-Z\d]?[ ]\d[A-Z]{{2}}|{Word},[ ][A-Z]{{2}}[ ]\d{{5}}(?:-\d{{4}})?|\d{{4}}[ ]?[A-Z]{{2}},?[ ]{Word}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<a>[\w:/.%~-]+\.(?:jpe?g|png|hei[cf]|gif|webp|bmp|tiff?))\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Photo();

    [GeneratedRegex(@"\b(?i:user\s?name|account\s+name|profile\s+name|screen\s+name|nickname|gamertag|gebruikersnaam|benutzername|nom d['’]utilisateur|nombre de usuario)(?i:\s+is|\s+was|\s+called)?\s*[:=]?\s*[""“']?(?<a>[\w.-]{3,40})|(?:^|[\s(])(?<b>@[\w.]{3,30})", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex AccountName();
}
