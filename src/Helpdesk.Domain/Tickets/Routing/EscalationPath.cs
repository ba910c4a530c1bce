namespace Helpdesk.Domain.Tickets;

/// <summary>Who owns a category and which team stands at each level (D11).</summary>
/// <param name="Owner">Answers for the category: its lead sees these tickets at every level.</param>
/// <param name="Levels">Team of L1, L2, … ; safety has two.</param>
public sealed record EscalationPath(Category Category, Team Owner, IReadOnlyList<Team> Levels)
{
    public int Top => Levels.Count;

    /// <param name="level">1 to <see cref="Top"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The path has no such level.</exception>
    public Team TeamAt(int level) => level >= 1 && level <= Top
        ? Levels[level - 1]
        : throw new ArgumentOutOfRangeException(nameof(level), level, $"The path of {Category.Slug()} has levels 1 to {Top}.");

    /// <summary>The level at which this team stands in the path, if it does.</summary>
    public int? LevelOf(Team team)
    {
        for (var level = 1; level <= Top; level++)
        {
            if (Levels[level - 1] == team) return level;
        }

        return null;
    }
}
