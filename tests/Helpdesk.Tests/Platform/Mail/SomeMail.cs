using Helpdesk.Platform.Mail;

namespace Helpdesk.Tests.Platform;

internal static class SomeMail
{
    public static OutgoingMail Reply() => new(
        MessageId: "<7k3m9q.m2.f00d@desk.example>",
        From: new Mailbox("support@desk.example", "Acme Support"),
        To: new Mailbox("marta@example.org", "Marta Kovač"),
        ReplyTo: new Mailbox("support+7k3m9q.mac@in.desk.example"),
        Subject: "Re: [#7K3M9Q] Rechnung – Plätze",
        Text: "Hello Marta,\n\nthree seats – done.",
        Html: "<p>Hello Marta,</p>",
        InReplyTo: "<b7a1@example.org>",
        References: ["<a@example.org>", "<b7a1@example.org>"],
        CustomArgs: new Dictionary<string, string>(StringComparer.Ordinal) { ["ticket"] = "7K3M9Q", ["message"] = "m2" });
}
