namespace Helpdesk.Domain.Tickets;

/// <summary>The signals a ticket can carry beside its category (D11a), as slugs.</summary>
public static class Signals
{
    public const string SecurityBreach = "security_breach";
    public const string DataLoss = "data_loss";
    public const string SystemOutage = "system_outage";
    public const string ComplianceViolation = "compliance_violation";
    public const string ApiFailure = "api_failure";
    public const string IntegrationFailure = "integration_failure";
    public const string DataSync = "data_sync";
    public const string Performance = "performance";
    public const string Access = "access";
    public const string FeatureRequest = "feature_request";
    public const string GeneralQuestion = "general_question";
    public const string Training = "training";
    public const string LegalThreat = "legal_threat";
    public const string Dmca = "dmca";
    public const string CeaseAndDesist = "cease_and_desist";
    public const string LawEnforcement = "law_enforcement";
    public const string EnterpriseContract = "enterprise_contract";
    public const string SpecialPricing = "special_pricing";
    public const string HighProfileIp = "high_profile_ip";
    public const string RepeatedIpDispute = "repeated_ip_dispute";

    public static IReadOnlyList<string> All { get; } =
    [
        SecurityBreach, DataLoss, SystemOutage, ComplianceViolation, ApiFailure, IntegrationFailure, DataSync, Performance,
        Access, FeatureRequest, GeneralQuestion, Training, LegalThreat, Dmca, CeaseAndDesist, LawEnforcement,
        EnterpriseContract, SpecialPricing, HighProfileIp, RepeatedIpDispute,
    ];
}
