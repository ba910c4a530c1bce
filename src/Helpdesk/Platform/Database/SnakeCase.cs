using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Platform.Database;

/// <summary>Tables and columns are snake_case, so that SQL by hand needs no quotes.</summary>
internal static class SnakeCase
{
    private static readonly Dictionary<string, string> Identity = new(StringComparer.Ordinal)
    {
        ["AspNetUsers"] = "person",
        ["AspNetRoles"] = "role",
        ["AspNetUserRoles"] = "person_role",
        ["AspNetUserClaims"] = "person_claim",
        ["AspNetUserLogins"] = "person_login",
        ["AspNetUserTokens"] = "person_token",
        ["AspNetRoleClaims"] = "role_claim",
    };

    public static void Apply(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            var table = entity.GetTableName();
            if (table is null) continue;
            entity.SetTableName(Identity.GetValueOrDefault(table) ?? Of(table));
            foreach (var property in entity.GetProperties()) property.SetColumnName(Of(property.GetColumnName()));
            foreach (var key in entity.GetKeys()) key.SetName(Of(key.GetName() ?? ""));
            foreach (var key in entity.GetForeignKeys()) key.SetConstraintName(Of(key.GetConstraintName() ?? ""));
            foreach (var index in entity.GetIndexes()) index.SetDatabaseName(Of(index.GetDatabaseName() ?? ""));
        }
    }

    internal static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_' && !char.IsUpper(name[i - 1])) text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
