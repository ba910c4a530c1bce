using System.Text.RegularExpressions;
using Helpdesk.Platform;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Platform;

/// <summary>Containers cannot be run on the build machines, so the files that describe them are read and held against the code.</summary>
public sealed partial class DeploymentFilesTests
{
    private static readonly string Root = Top(AppContext.BaseDirectory);
    private static readonly string[] Compose = File.ReadAllLines(Path.Combine(Root, "docker-compose.yml"));
    private static readonly string[] Dockerfile = File.ReadAllLines(Path.Combine(Root, "Dockerfile"));
    private static readonly string Operations = File.ReadAllText(Path.Combine(Root, "docs", "operations.md"));

    private static string Top(string folder) =>
        File.Exists(Path.Combine(folder, "Helpdesk.sln")) ? folder : Top(Path.GetDirectoryName(folder)!);

    /// <summary>The lines under a key of a YAML file, by indentation alone; their own indentation is taken off.</summary>
    private static string[] Under(IEnumerable<string> lines, string key)
    {
        var block = lines.SkipWhile(line => line.TrimEnd() != key + ":").Skip(1)
            .Where(line => line.Trim().Length > 0 && !line.TrimStart().StartsWith('#'))
            .TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal));
        return [.. block.Select(line => line[2..])];
    }

    private static string[] Keys(IEnumerable<string> lines) =>
        [.. lines.Where(line => line.Length > 0 && line[0] is not (' ' or '-')).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)])];

    private static string[] Service(string name) => Under(Under(Compose, "services"), name);

    [Fact]
    public void Compose_has_a_database_several_application_nodes_and_one_place_for_schema_changes()
    {
        Keys(Under(Compose, "services")).ShouldBe(["database", "migrate", "application"]);
        var replicas = Under(Service("application"), "deploy").ShouldHaveSingleItem();
        int.Parse(replicas.Split(':')[1]).ShouldBeGreaterThan(1);
        Service("migrate").ShouldContain("command: [\"migrate\"]");
        Under(Service("application"), "depends_on").ShouldContain("  condition: service_completed_successfully");
    }

    [Theory]
    [InlineData("database", "pg_isready")]
    [InlineData("application", "\"./helpdesk\", \"health\"")]
    public void Whatever_serves_has_a_health_check(string service, string check) =>
        Under(Service(service), "healthcheck").ShouldContain(line => line.StartsWith("test:", StringComparison.Ordinal) && line.Contains(check));

    [Fact]
    public void The_database_logs_no_contents()
    {
        foreach (var setting in (string[])["log_min_messages=log", "log_error_verbosity=terse", "log_min_error_statement=panic", "log_parameter_max_length=0", "log_parameter_max_length_on_error=0"])
            Under(Service("database"), "command").ShouldContain("- " + setting);
    }

    [Fact]
    public void No_secret_stands_in_the_files()
    {
        foreach (var line in Keys(Under(Compose, "services")).SelectMany(service => Under(Service(service), "environment")))
        {
            var (name, value) = (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
            var secret = Settings.Known.Any(known => known.Secret && name == known.Name) || name.EndsWith("PASSWORD", StringComparison.Ordinal);
            secret.ShouldBeFalse($"{name} must come by {name}_FILE");
            if (name.EndsWith("_FILE", StringComparison.Ordinal)) (value.StartsWith("/run/secrets/", StringComparison.Ordinal) || value.StartsWith("${", StringComparison.Ordinal)).ShouldBeTrue(line);
        }

        foreach (var line in Compose.Concat(Dockerfile)) Literal().IsMatch(line).ShouldBeFalse(line);
    }

    [GeneratedRegex("(?i)(password|secret|key|token)\\s*[=:]\\s*['\"]?(?![$/]|\\s|$|-\\})", RegexOptions.None, 1000)]
    private static partial Regex Literal();

    [Theory]
    [InlineData("POSTGRES_PASSWORD: hunter2")]
    [InlineData("ENV HELPDESK_SENDGRID_KEY=abc")]
    [InlineData("HELPDESK_STRIPE_KEY: ${HELPDESK_STRIPE_KEY:-abc}")]
    public void The_search_for_secrets_finds_one(string line) => Literal().IsMatch(line).ShouldBeTrue();

    [Fact]
    public void Compose_sets_only_what_the_application_knows()
    {
        var known = Settings.Known.SelectMany(setting => (string[])[setting.Name, setting.Name + "_FILE"]).ToHashSet();
        foreach (var name in Keys(Under(Service("application"), "environment")).Concat(Keys(Under(Service("migrate"), "environment"))))
            known.ShouldContain(name);
    }

    [Fact]
    public void Every_secret_that_compose_uses_is_declared_and_explained()
    {
        var declared = Keys(Under(Compose, "secrets"));
        foreach (var secret in Keys(Under(Compose, "services")).SelectMany(service => Under(Service(service), "secrets")).Select(line => line.TrimStart('-', ' ')).Distinct())
        {
            declared.ShouldContain(secret);
            Operations.ShouldContain($"> secrets/{secret}");
        }
    }

    [Fact]
    public void Operations_explains_every_setting_in_the_words_of_the_code()
    {
        foreach (var setting in Settings.Known)
            Operations.ShouldContain($"| `{setting.Name}` | {setting.Meaning} | {(setting.Secret ? "yes" : "")} |");
        var rows = Operations.Split('\n').Where(line => line.StartsWith("| `HELPDESK_", StringComparison.Ordinal) || line.StartsWith("| `ASPNETCORE_", StringComparison.Ordinal));
        rows.Count().ShouldBe(Settings.Known.Count);
    }

    [Fact]
    public void The_image_is_built_in_stages_runs_without_rights_and_checks_its_own_health()
    {
        Dockerfile.Count(line => line.StartsWith("FROM ", StringComparison.Ordinal)).ShouldBe(2);
        Dockerfile.ShouldContain("USER $APP_UID");
        Dockerfile.ShouldContain(line => line.StartsWith("HEALTHCHECK ", StringComparison.Ordinal) && line.EndsWith("CMD [\"./helpdesk\", \"health\"]", StringComparison.Ordinal));
        // Nothing after the stage is copied from this machine: no secret or demo database can slip into the image.
        Dockerfile.SkipWhile(line => line != "USER $APP_UID").ShouldNotContain(line => line.StartsWith("COPY", StringComparison.Ordinal));
        foreach (var source in Dockerfile.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from")).SelectMany(line => line.Split(' ')[1..^1]))
            Path.Exists(Path.Combine(Root, source)).ShouldBeTrue(source);
    }
}
