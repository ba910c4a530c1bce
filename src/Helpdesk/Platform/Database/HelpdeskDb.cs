using Helpdesk.Features.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Platform.Database;

/// <summary>
/// The one context. It has no sets: each module maps its own tables (<see cref="IEntityTypeConfiguration{TEntity}"/>) and reads
/// them through its repository.
/// </summary>
public sealed class HelpdeskDb(DbContextOptions<HelpdeskDb> options)
    : IdentityDbContext<Person, IdentityRole<Guid>, Guid>(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(HelpdeskDb).Assembly);
        Visibility.Map(builder);
        ArrayColumns.Apply(builder);
        SnakeCase.Apply(builder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) => SlugColumns.Apply(conventions);
}
