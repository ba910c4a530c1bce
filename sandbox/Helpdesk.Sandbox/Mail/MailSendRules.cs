using System.Buffers.Text;
using System.Text.Json;

namespace Helpdesk.Sandbox.Mail;

/// <summary>
/// The vendor's contract of a mail, by hand and as far as our mails go: what the real one would refuse, this refuses.
/// Templates, scheduling and unsubscribe groups are let through unread.
/// </summary>
internal static class MailSendRules
{
    public static void Check(JsonElement mail, SendGridErrors errors)
    {
        if (!mail.IsObjectOf("", errors, "personalizations", "from", "reply_to", "reply_to_list", "subject", "content", "attachments", "template_id",
                "headers", "categories", "custom_args", "send_at", "batch_id", "asm", "ip_pool_name", "mail_settings", "tracking_settings")) return;

        CheckPeople(mail, errors);
        PersonalizationRules.CheckAll(mail, errors);
        PersonalizationRules.CheckHeaders(mail, "headers", errors);
        mail.ExpectKind("custom_args", JsonValueKind.String, "custom_args", errors);
        CheckContent(mail, errors);
        CheckAttachments(mail, errors);
        CheckSettings(mail, errors);
        if (mail.Items("categories").Count > 10) errors.Add("categories", "There may be at most 10 categories.");
    }

    private static void CheckPeople(JsonElement mail, SendGridErrors errors)
    {
        if (mail.Get("from") is { } from) PersonalizationRules.CheckAddress(from, "from", errors);
        else errors.Add("from.email", "The from object must be provided for every email send.");

        if (mail.Get("reply_to") is { } replyTo) PersonalizationRules.CheckAddress(replyTo, "reply_to", errors);
        if (mail.Get("reply_to") is not null && mail.Get("reply_to_list") is not null)
            errors.Add("reply_to_list", "Use either reply_to or reply_to_list, not both.");
    }

    private static void CheckContent(JsonElement mail, SendGridErrors errors)
    {
        mail.ExpectKind("content", JsonValueKind.Array, "content", errors);
        var content = mail.Items("content");
        if (content.Count == 0 && mail.Text("template_id") is null)
            errors.Add("content", "Unless a valid template_id is provided, the content parameter is required. There must be at least one defined content block.");

        var types = new List<string>();
        foreach (var (index, block) in content.Index())
        {
            if (!block.IsObjectOf($"content.{index}", errors, "type", "value")) continue;
            if (string.IsNullOrEmpty(block.Text("value"))) errors.Add($"content.{index}.value", "The content value must be a string at least one character in length.");
            if (block.Text("type") is not { Length: > 0 } type) errors.Add($"content.{index}.type", "The content type must be a string at least one character in length.");
            else if (types.Contains(type)) errors.Add($"content.{index}.type", $"The {type} content block may be given once only.");
            else types.Add(type);
        }

        var (plain, html) = (types.IndexOf("text/plain"), types.IndexOf("text/html"));
        if (plain > 0 || html > 1 || (html == 1 && plain < 0))
            errors.Add("content", "The text/plain content block must come first, followed by text/html, followed by any other.");
    }

    private static void CheckAttachments(JsonElement mail, SendGridErrors errors)
    {
        mail.ExpectKind("attachments", JsonValueKind.Array, "attachments", errors);
        foreach (var (index, file) in mail.Items("attachments").Index())
        {
            var path = $"attachments.{index}";
            if (!file.IsObjectOf(path, errors, "content", "type", "filename", "disposition", "content_id")) continue;
            if (file.Text("content") is not { Length: > 0 } content || !Base64.IsValid(content)) errors.Add($"{path}.content", "The attachment content must be base64 encoded.");
            if (file.Text("filename") is not { Length: > 0 }) errors.Add($"{path}.filename", "The attachment filename is required.");
            if (file.Get("disposition") is not null && file.Text("disposition") is not ("inline" or "attachment"))
                errors.Add($"{path}.disposition", "The disposition must be inline or attachment.");
        }
    }

    private static void CheckSettings(JsonElement mail, SendGridErrors errors)
    {
        if (mail.Get("mail_settings") is { } settings && settings.IsObjectOf("mail_settings", errors, "bypass_list_management",
                "bypass_spam_management", "bypass_bounce_management", "bypass_unsubscribe_management", "footer", "sandbox_mode"))
            CheckSwitches(settings, "mail_settings", errors);
        if (mail.Get("tracking_settings") is { } tracking && tracking.IsObjectOf("tracking_settings", errors, "click_tracking", "open_tracking",
                "subscription_tracking", "ganalytics"))
            CheckSwitches(tracking, "tracking_settings", errors);
    }

    private static void CheckSwitches(JsonElement settings, string path, SendGridErrors errors)
    {
        foreach (var setting in settings.EnumerateObject())
        {
            if (setting.Value.Get("enable") is { ValueKind: not (JsonValueKind.True or JsonValueKind.False) })
                errors.Add($"{path}.{setting.Name}.enable", "must be true or false");
        }
    }
}
