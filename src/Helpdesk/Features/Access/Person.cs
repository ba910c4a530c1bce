using Helpdesk.Domain.Tickets;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Helpdesk.Features.Access;

/// <summary>Somebody who works here: signs in, holds roles, belongs to teams.</summary>
public sealed class Person : IdentityUser<Guid>
{
    public string Name { get; set; } = "";

    /// <summary>IANA id; times are shown in it.</summary>
    public string Zone { get; set; } = "America/New_York";

    public string Locale { get; set; } = "en-US";

    /// <summary><c>system</c>, <c>light</c> or <c>dark</c>.</summary>
    public string Theme { get; set; } = "system";

    public bool Compact { get; set; }

    /// <summary>False after somebody has left: cannot sign in, keeps the name in the log.</summary>
    public bool Active { get; set; } = true;

    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>Membership gives work (§1).</summary>
public sealed class TeamMember
{
    public Guid PersonId { get; init; }
    public Team Team { get; init; }
    public bool Lead { get; set; }
}

/// <summary>A key of the JSON API: stored hashed, printed once.</summary>
public sealed class ApiKey
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";

    /// <summary>SHA-256 of the key, lower-case hex.</summary>
    public string Hash { get; init; } = "";
    public string[] Scopes { get; set; } = [];
    public DateTimeOffset CreatedAt { get; init; }
    public string CreatedBy { get; init; } = "";
    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>Data-protection keys live in the database, so that every node reads the same cookies.</summary>
public sealed class DataProtectionKey
{
    public int Id { get; init; }
    public string FriendlyName { get; init; } = "";
    public string Xml { get; init; } = "";
}

internal sealed class AccessTables :
    IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<TeamMember>, IEntityTypeConfiguration<ApiKey>, IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.Property(p => p.Name).HasMaxLength(200);
        person.HasIndex(p => p.Name);
    }

    public void Configure(EntityTypeBuilder<TeamMember> member)
    {
        member.HasKey(m => new { m.PersonId, m.Team });
        member.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Cascade);
        member.HasIndex(m => m.Team);
    }

    public void Configure(EntityTypeBuilder<ApiKey> key) => key.HasIndex(k => k.Hash).IsUnique();

    public void Configure(EntityTypeBuilder<DataProtectionKey> key) => key.HasKey(k => k.Id);
}
