namespace Helpdesk.Sandbox.Mail;

/// <summary>The vendor's error body: <c>{"errors":[{"message","field","help"}]}</c>.</summary>
internal sealed class SendGridErrors
{
    private readonly List<object> errors = [];

    public bool Any => errors.Count > 0;

    /// <param name="field">The path of the wrong value, e.g. <c>personalizations.0.to.0.email</c>; null when it is no single one.</param>
    public void Add(string? field, string message) => errors.Add(new { message, field, help = (string?)null });

    public IResult Answer(int status) => Results.Json(new { errors }, statusCode: status);

    public static IResult One(int status, string message)
    {
        var errors = new SendGridErrors();
        errors.Add(field: null, message);
        return errors.Answer(status);
    }
}
