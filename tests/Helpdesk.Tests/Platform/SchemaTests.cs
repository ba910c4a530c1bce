using Helpdesk.Platform.Database;
using Helpdesk.Tests.Architecture;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Platform;

public class SchemaTests
{
    [Fact]
    public async Task The_described_schema_is_what_the_migrations_make()
    {
        var database = await TestCluster.Clone();
        try
        {
            var described = await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "../docs/schema.sql"), TestContext.Current.CancellationToken);
            (await SchemaText.ReadAsync(database)).ShouldBe(described, "docs/schema.sql is stale. Renew it: script/helpdesk schema >docs/schema.sql");
        }
        finally
        {
            await TestCluster.Drop(database);
        }
    }

    /// <summary>15.14 began to frame dumps with a random word; every version names itself.</summary>
    [Fact]
    public void Minor_versions_of_PostgreSQL_say_the_same()
    {
        const string Older = "--\n-- PostgreSQL database dump\n--\n\n-- Dumped from database version 15.3\n-- Dumped by pg_dump version 15.3\n\nSET lock_timeout = 0;\nSELECT pg_catalog.set_config('search_path', '', false);\n\nSET default_table_access_method = heap;\n\n--\n-- Name: a; Type: TABLE\n--\n\nCREATE TABLE public.a (\n    n integer\n);\n\n\n--\n-- PostgreSQL database dump complete\n--\n\n";
        var newer = Older.Replace("15.3", "15.16 (Debian)", StringComparison.Ordinal)
            .Replace("\n\nSET lock", "\n\n\\restrict 4fQx\nSET transaction_timeout = 0;\nSET lock", StringComparison.Ordinal) + "\\unrestrict 4fQx\n\n";
        SchemaText.Normal(newer).ShouldBe(SchemaText.Normal(Older));
        SchemaText.Normal(Older).ShouldEndWith("\n\nCREATE TABLE public.a (\n    n integer\n);\n");
    }
}
