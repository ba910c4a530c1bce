namespace Helpdesk.Web;

/// <summary>The menu of the staff pages. It holds what the person may open and what exists; nothing else is drawn.</summary>
/// <param name="Views">Lists of tickets with their counts, in the order shown.</param>
/// <param name="Saved">The person's own saved views.</param>
/// <param name="Places">Other screens.</param>
/// <param name="Person">Who is signed in; null draws no foot.</param>
/// <param name="CountsHref">Answers the <c>_Nav</c> partial alone, asked after a live <c>counts</c> event; null: counts stay as drawn.</param>
/// <param name="SearchHref">Takes <c>?q=</c>; the palette offers "Find … in tickets" there. Null: it offers no search.</param>
public sealed record NavModel(
    IReadOnlyList<NavEntry> Views,
    IReadOnlyList<NavEntry> Saved,
    IReadOnlyList<NavEntry> Places,
    NavPerson? Person = null,
    string? CountsHref = null,
    string? SearchHref = null)
{
    /// <summary>Headings and their entries, those without entries left out.</summary>
    public IEnumerable<(string Heading, IReadOnlyList<NavEntry> Entries)> Sections =>
        new[] { ("Views", Views), ("Saved", Saved), ("Places", Places) }.Where(s => s.Item2.Count > 0);
}

/// <param name="Key">Ties a count on the page to the entry; unique in the menu, such as <c>mine</c>.</param>
/// <param name="Icon">A symbol of icons.svg.</param>
/// <param name="Count">As shown: "7", "99+" or null.</param>
/// <param name="Shortcut">A <c>data-key</c> such as <c>g m</c>, or null.</param>
/// <param name="Current">The page being looked at.</param>
/// <param name="Late">The count is of something that has gone wrong.</param>
public sealed record NavEntry(
    string Key, string Label, string Icon, string Href, string? Count = null, string? Shortcut = null, bool Current = false, bool Late = false);

/// <param name="Name">Full name; initials come from it.</param>
/// <param name="Href">The page about oneself: appearance, keys, sign out.</param>
public sealed record NavPerson(string Name, string Href);

/// <summary>A line above every page, such as that this is a demo. <c>ViewData["Notice"]</c>.</summary>
public sealed record Notice(string Word, string Text, string? Href = null, string? LinkText = null);

/// <summary>A message after an act. <c>ViewData["Toasts"]</c> holds a list of them.</summary>
/// <param name="UndoHref">Posted to when undone, with <paramref name="UndoFields"/>; null: nothing to undo.</param>
/// <param name="UndoUntil">The instant from which undoing is too late (D33a: 10 s after the click).</param>
/// <param name="Swap">The fragment that undoing changes, such as <c>#ticket</c>.</param>
public sealed record Toast(
    string Text, string? UndoHref = null, DateTimeOffset? UndoUntil = null, IReadOnlyDictionary<string, string>? UndoFields = null, string? Swap = null);

/// <summary>Addresses of the layouts, for <c>Layout = Layouts.Customer</c> in a page.</summary>
public static class Layouts
{
    public const string Staff = "/Web/Layout/_Layout.cshtml";
    public const string Customer = "/Web/Layout/_Customer.cshtml";
    public const string Bare = "/Web/Layout/_Bare.cshtml";
    public const string Fragment = "/Web/Layout/_Fragment.cshtml";

    /// <summary>The script layer asks for a part of a page with <c>X-Fragment</c>: it gets the body without menu and head.</summary>
    public static string For(HttpRequest request, string whole) => request.Headers.ContainsKey("X-Fragment") ? Fragment : whole;
}
