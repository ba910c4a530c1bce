using Helpdesk.Features.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Features.Tickets;

/// <summary>A link to the figures of the board for a screen on the wall: whoever holds it sees figures, until it is revoked.</summary>
public sealed class BoardLink
{
    public Guid Id { get; init; }

    /// <summary>Where the screen hangs, in the words of whoever made it.</summary>
    public string Name { get; init; } = "";

    /// <summary>SHA-256 of the token; the token itself is known only to who was given it.</summary>
    public string Hash { get; init; } = "";
    public Guid MadeBy { get; init; }
    public DateTimeOffset MadeAt { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }
}

internal sealed class BoardLinkTables : IEntityTypeConfiguration<BoardLink>
{
    public void Configure(EntityTypeBuilder<BoardLink> link)
    {
        link.HasKey(l => l.Id);
        link.Property(l => l.Id).ValueGeneratedNever();
        link.HasIndex(l => l.Hash).IsUnique();
        link.HasOne<Person>().WithMany().HasForeignKey(l => l.MadeBy).OnDelete(DeleteBehavior.Restrict);
        link.ToTable(table =>
        {
            table.HasCheckConstraint("ck_board_link_hash", "hash ~ '^[0-9a-f]{64}$'");
            table.HasCheckConstraint("ck_board_link_name", "length(name) between 1 and 60");
            table.HasCheckConstraint("ck_board_link_revoked", "revoked_at >= made_at");
        });
    }
}
