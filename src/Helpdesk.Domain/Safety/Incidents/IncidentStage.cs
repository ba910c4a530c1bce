namespace Helpdesk.Domain.Safety;

/// <summary>The steps of the crisis workflow, in their order (D35).</summary>
public enum IncidentStage { Detection, Classification, Response, Notification, FollowUp }

/// <summary>What is recorded at a step, with its time and who did it (D35). Never changed, never taken away.</summary>
public enum IncidentAct
{
    /// <summary>The screening found it (D8).</summary>
    Detected,

    /// <summary>A person saw what the screening did not (D8).</summary>
    Raised,

    /// <summary>Kind and severity stand (D9a).</summary>
    Classified,

    /// <summary>The first act of Safety stops the incident's clock (D22a).</summary>
    Acknowledged,

    /// <summary>The named liaison has seen it; that overrides nothing, so no clock stops (D35).</summary>
    LiaisonAcknowledged,

    /// <summary>A reply of Safety left (D22a, D24).</summary>
    Answered,

    /// <summary>That reply did not arrive: the clock runs again (D24).</summary>
    AnswerFailed,

    Responded,

    /// <summary>"Is this reportable?" was answered with yes (D9): a draft was opened.</summary>
    Reportable,
    NotReportable,
    ReportSubmitted,

    /// <summary>The lead of Customer Service was told the number and nothing else (D35).</summary>
    LeadTold,
    LiaisonNamed,
    Told,

    /// <summary>Nobody is told: the guardian may be the danger (D35a).</summary>
    NobodyTold,
    FollowedUp,

    /// <summary>Reviewed, no risk found (D8): the detection stays in place.</summary>
    NoRisk,

    /// <summary>All that was to be done is done.</summary>
    Handled,
}

/// <summary>Which step an act belongs to.</summary>
public static class IncidentActs
{
    public static IncidentStage Stage(this IncidentAct act) => act switch
    {
        IncidentAct.Detected or IncidentAct.Raised => IncidentStage.Detection,
        IncidentAct.Classified => IncidentStage.Classification,
        IncidentAct.LeadTold or IncidentAct.LiaisonNamed or IncidentAct.Told or IncidentAct.NobodyTold => IncidentStage.Notification,
        IncidentAct.FollowedUp or IncidentAct.NoRisk or IncidentAct.Handled => IncidentStage.FollowUp,
        _ => IncidentStage.Response,
    };

    /// <summary>Those that a person records in words of their own.</summary>
    public static bool IsByHand(this IncidentAct act) =>
        act is IncidentAct.Responded or IncidentAct.Told or IncidentAct.NobodyTold or IncidentAct.FollowedUp;
}
