using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Helpdesk.DesignTime;

/// <summary>Lets <c>dotnet ef</c> build the context without the application or a database.</summary>
public sealed class Factory : IDesignTimeDbContextFactory<HelpdeskDb>
{
    public HelpdeskDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<HelpdeskDb>().UseNpgsql("Host=design-time").Options);

    private static int Main() => 0;
}
