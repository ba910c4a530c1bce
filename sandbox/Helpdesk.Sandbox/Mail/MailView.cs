using System.Globalization;

namespace Helpdesk.Sandbox.Mail;

/// <summary>The pages of the mail catcher: plain HTML, no script, every verb a plain form.</summary>
internal static class MailView
{
    /// <param name="told">What became of the last form; null when none was sent.</param>
    /// <param name="typed">What to fill in again after a refusal.</param>
    public static Markup List(IReadOnlyList<CaughtMail> mails, string? told, Input? typed) => Frame("Caught mail", told, Markup.Of($"""
        <h1>Caught mail</h1>
        <p>Everything the help desk sends ends here; nothing leaves this machine. Newest first. The same as <a href="/mail.json">JSON</a>.</p>
        {Table(mails)}
        <details{(typed is null ? "" : " open")}>
          <summary>Write as a customer</summary>
          <form method="post" action="/mail/new">
            <label for="from">Your e-mail address</label>
            <input id="from" name="from" type="email" required autocomplete="off" value="{typed?["from"]}">
            <label for="name">Your name <span>(optional)</span></label>
            <input id="name" name="name" autocomplete="off" value="{typed?["name"]}">
            <label for="subject">Subject</label>
            <input id="subject" name="subject" value="{typed?["subject"]}">
            <label for="text">Text</label>
            <textarea id="text" name="text" rows="8" required>
        {typed?["text"]}</textarea>
            <button>Send to the help desk</button>
          </form>
        </details>
        """));

    public static Markup One(CaughtMail mail, string? told, Input? typed) => Frame(mail.Subject, told, Markup.Of($"""
        <p><a href="/mail">All caught mail</a></p>
        <h1>{mail.Subject}</h1>
        <dl>
          <dt>From</dt><dd>{HeaderText.Mailbox(mail.From)}</dd>
          <dt>To</dt><dd>{string.Join(", ", mail.To.Select(HeaderText.Mailbox))}</dd>
          <dt>At</dt><dd>{Time(mail.At)}</dd>
        </dl>
        <details>
          <summary>Headers</summary>
          <dl>{Markup.Join(mail.Headers.Select(header => Markup.Of($"<dt>{header.Key}</dt><dd>{header.Value}</dd>")))}</dl>
        </details>
        {Files(mail)}
        <section aria-labelledby="as-text">
          <h2 id="as-text">Text</h2>
          <div class="text">{(mail.Text is null ? Markup.Of($"<p>This mail has no text part.</p>") : Markup.Linked(mail.Text))}</div>
        </section>
        {Html(mail)}
        <section aria-labelledby="reply">
          <h2 id="reply">Reply as the customer</h2>
          <form method="post" action="/mail/{mail.Id}/reply">
            <label for="text">Your reply, sent as {mail.To[0].Address} to {mail.AnswersTo.Address}; the mail is quoted below it</label>
            <textarea id="text" name="text" rows="8" required>
        {typed?["text"]}</textarea>
            <button>Send the reply</button>
          </form>
        </section>
        """));

    public static Markup Missing() => Frame("No such mail", told: null, Markup.Of($"""
        <h1>No such mail</h1>
        <p>The sandbox forgets its mail when it stops. <a href="/mail">All caught mail</a></p>
        """));

    private static Markup Frame(string title, string? told, Markup main) => Markup.Of($"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title} · sandbox</title><link rel="stylesheet" href="/mail.css"></head>
        <body>
        <main>
        <p role="status">{told}</p>
        {main}
        </main>
        </body>
        </html>
        """);

    private static Markup Table(IReadOnlyList<CaughtMail> mails) => mails.Count == 0
        ? Markup.Of($"<p>No mail yet. Write one as a customer below: the help desk answers with a receipt.</p>")
        : Markup.Of($"""
            <table>
              <thead><tr><th scope="col">To</th><th scope="col">Subject</th><th scope="col">At</th></tr></thead>
              <tbody>{Markup.Join(mails.Select(Row))}</tbody>
            </table>
            """);

    private static Markup Row(CaughtMail mail) => Markup.Of($"""
        <tr><td>{string.Join(", ", mail.To.Select(to => to.Address))}</td><td><a href="/mail/{mail.Id}">{mail.Subject}</a></td><td>{Time(mail.At)}</td></tr>
        """);

    private static Markup Files(CaughtMail mail) => mail.Files.Count == 0
        ? Markup.Of($"")
        : Markup.Of($"<h2>Files</h2><ul>{Markup.Join(mail.Files.Select(file => Markup.Of($"<li>{file.Name}, {file.ContentType}, {file.Size} bytes</li>")))}</ul>");

    private static Markup Html(CaughtMail mail) => mail.Html is null
        ? Markup.Of($"")
        : Markup.Of($"""
            <section aria-labelledby="as-html">
              <h2 id="as-html">HTML</h2>
              <iframe src="/mail/{mail.Id}/html" title="The mail as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
            </section>
            """);

    private static Markup Time(DateTimeOffset at) =>
        Markup.Of($"""<time datetime="{at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'")}">{at.UtcDateTime.ToString("d MMM HH:mm:ss", CultureInfo.InvariantCulture)} UTC</time>""");
}
