using System.Globalization;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;

namespace Helpdesk.Features.Tickets;

/// <summary>The SLA policies as a form (D20–D22): a row for each plan, issue and tier.</summary>
[Requires(Permission.EditPolicies)]
public sealed class SlaPoliciesModel(Dispatch dispatch) : PolicyPage(dispatch, "/policies/sla", "SLA policies")
{
    public const string Another = "another";

    public static string Field(string policy, int target) => string.Create(CultureInfo.InvariantCulture, $"{policy}.{target}");

    protected override SlaChange Change()
    {
        var problems = new List<string>();
        var rows = Shown.Policies.Rows.Select(r => r with { Targets = Targets(r, r.Policy) }).ToList();
        if (Value(Another, "") is { Length: > 0 } issue && Taxonomy.TryParse(issue, out Subcategory? known) && rows.All(r => r.Policy != SlaSheet.NameOf(known)))
            rows.Add(SlaRow.Empty(SlaSheet.NameOf(known)) with { Targets = Targets(SlaRow.Empty(SlaSheet.NameOf(known)), Another) });
        if (!int.TryParse(Value("hours", ""), NumberStyles.None, CultureInfo.InvariantCulture, out var hours)) problems.Add("The hours of a business day are a whole number.");
        return problems.Count > 0 ? throw new Refused(problems) : new SlaChange(Shown.Policies with { BusinessDayHours = hours, Rows = rows }, null);

        IReadOnlyList<string> Targets(SlaRow row, string prefix) => [.. row.Targets.Select((stored, i) => Read(row.Policy, Value(Field(prefix, i), TargetWords.Of(stored))) ?? stored)];

        string? Read(string policy, string typed)
        {
            var stored = TargetWords.Read(typed);
            if (stored is null) problems.Add($"{SlaSheet.Title(policy)}: \"{typed}\" is no target. Write it as {TargetWords.Examples}.");
            return stored;
        }
    }
}
