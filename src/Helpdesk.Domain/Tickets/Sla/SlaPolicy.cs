namespace Helpdesk.Domain.Tickets;

/// <summary>What one policy promises for each target (D20, D22).</summary>
/// <param name="Name"><c>plan:premium</c>, <c>issue:safety/crisis</c>, <c>tier:4</c>, <c>incident:critical</c>.</param>
/// <param name="HandlingOnly">A handling target of the level: shown, never warned about, never promised, never part of D23 (D22).</param>
public sealed record SlaPolicy(
    string Name, bool HandlingOnly, TargetTime FirstResponse, TargetTime Acknowledgment, TargetTime Resolution, TargetTime Escalation)
{
    public TargetTime For(Target target) => target switch
    {
        Target.FirstResponse => FirstResponse,
        Target.Acknowledgment => Acknowledgment,
        Target.Resolution => Resolution,
        _ => Escalation,
    };
}
