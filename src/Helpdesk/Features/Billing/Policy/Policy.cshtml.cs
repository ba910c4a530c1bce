using System.Globalization;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Billing;

/// <summary>The refund policy as a form: a window, and a limit a currency.</summary>
[Requires(Permission.IssueRefund)]
public sealed class RefundPolicyModel(Dispatch desk) : DeskPage(desk)
{
    public ShowRefundPolicy.View Shown { get; private set; } = null!;
    public IReadOnlyDictionary<string, string> Typed { get; private set; } = new Dictionary<string, string>();

    public async Task OnGetAsync(CancellationToken cancel) => (Shown, ViewData["Title"]) = (await Desk.Send(new ShowRefundPolicy.Query(), cancel), "Refund policy");

    public async Task<IActionResult> OnPostAsync(int basedOn, string? days, string? reason, CancellationToken cancel)
    {
        await OnGetAsync(cancel);
        Typed = Request.Form.Where(f => f.Key != "__RequestVerificationToken").ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal);
        return await Act(async () => await Desk.Send(new SaveRefundPolicy.Command(basedOn, Days(days), Limits(), Above(), reason), cancel), "/refunds/policy", () => OnGetAsync(cancel));
    }

    /// <summary>What was typed, else what is in force.</summary>
    public string Value(string name, string known) => Typed.GetValueOrDefault(name, known);

    private Dictionary<string, long> Above() => Typed.Where(t => t.Key.StartsWith("executive-", StringComparison.Ordinal) && t.Value.Trim().Length > 0)
        .ToDictionary(t => t.Key["executive-".Length..], t => Shown.Policy.CurrencyOf(t.Key["executive-".Length..]).Parse(t.Value) ?? throw new Refused($"\"{t.Value}\" is no amount."), StringComparer.Ordinal);

    private static int Days(string? typed) => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : throw new Refused("The window is a whole number of days.");

    private Dictionary<string, long?> Limits()
    {
        var fields = Typed.Where(t => t.Key.StartsWith("limit-", StringComparison.Ordinal)).Select(t => (Code: t.Key["limit-".Length..], t.Value));
        if (Value("code", "").Trim() is { Length: > 0 } added) fields = fields.Append((added.ToUpperInvariant(), Value("limit", "")));
        return fields.ToDictionary(f => f.Code, f => f.Value.Trim().Length == 0 ? (long?)null : Shown.Policy.CurrencyOf(f.Code).Parse(f.Value) ?? throw new Refused($"\"{f.Value}\" is no amount in {f.Code}."), StringComparer.Ordinal);
    }
}
