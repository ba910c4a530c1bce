using System.IO.Compression;
using System.Net;
using System.Text;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Intake;

/// <summary>Whatever comes is answered 200 and stored: placed when it can be read, parked when not; never a failure, never lost.</summary>
public sealed class HostileMailTests
{
    private static readonly byte[] Good = Inbound.Mail("ada@example.org", "Hello", "Text");

    public static TheoryData<string, string, Func<byte[]>, string> Mails => new()
    {
        { "no multipart", "text/plain", () => "hello"u8.ToArray(), "parked malformed" },
        { "no content type", "", () => Good, "parked malformed" },
        { "an empty body", Inbound.Type, () => [], "parked malformed" },
        { "another boundary", "multipart/form-data; boundary=other", () => Good, "parked malformed" },
        { "a boundary of 5,000 characters", "multipart/form-data; boundary=" + new string('x', 5_000), () => Good, "parked malformed" },
        { "breaks off", Inbound.Type, () => Good[..(Good.Length / 2)], "parked malformed" },
        { "no sender", Inbound.Type, () => Inbound.Form(("subject", "x"), ("text", "y")), "parked no_sender" },
        { "a zip as text", Inbound.Type, () => Inbound.Raw(("from", "ada@example.org"u8.ToArray()), ("text", Zip())), "placed" },
        { "invalid UTF-8", Inbound.Type, () => Inbound.Raw(("from", "ada@example.org"u8.ToArray()), ("subject", [0xC3, 0x28, 0xFF]), ("text", [0xF0, 0x9F, 0x41, 0xED, 0xA0, 0x80])), "placed" },
        { "NUL bytes everywhere", Inbound.Type, () => Inbound.Form(("from", "A\0da <ada@example.org>"), ("subject", "a\0b"), ("text", "\0\0x\0"), ("html", "<p>\0</p>")), "placed" },
        { "10,000 header lines", Inbound.Type, () => Inbound.Mail("ada@example.org", "Hello", "Text", string.Concat(Enumerable.Range(0, 10_000).Select(i => $"X-H{i}: {i}\n"))), "placed" },
        { "a header folded 10,000 times", Inbound.Type, () => Inbound.Mail("ada@example.org", "Hello", "Text", "References: " + string.Concat(Enumerable.Repeat("<x\n ", 10_000)) + ">"), "placed" },
        { "a subject of 1 MB", Inbound.Type, () => Inbound.Mail("ada@example.org", new string('s', 1_000_000), "Text"), "placed" },
        { "a text of 3 MB", Inbound.Type, () => Inbound.Mail("ada@example.org", "Hello", string.Concat(Enumerable.Repeat("refund my story please. ", 130_000))), "placed" },
        { "charsets that are none", Inbound.Type, () => Inbound.Mail("ada@example.org", "Hello", "Text", "", "support@helpdesk.example", ("charsets", "{\"text\":7,\"subject\":\"x-none\",\"TEXT\":\"utf-7\",\"from\":\"\\ud800\"}")), "placed" },
        { "content ids that are none", Inbound.Type, () => Inbound.Mail("ada@example.org", "Hello", "Text", "", "support@helpdesk.example", ("content-ids", "{\"a\\u0000b\":\"attachment1\",\"\\ud800\":\"attachment1\",\"c\":[1]}"), ("attachment-info", "[1,2")), "placed" },
        { "an envelope that is none", Inbound.Type, () => Inbound.Form(("from", "ada@example.org"), ("text", "x"), ("envelope", "{\"to\":[null,7,\"\\udc00\"],\"from\":{}}")), "placed" },
        { "a Message-ID too wide for an index", Inbound.Type, () => Inbound.Mail("ada@example.org", "Hello", "Text", "Message-ID: <" + new string('語', 900) + "@x>"), "placed" },
        { "a bounce that quotes a Message-ID with a NUL", Inbound.Type, () => Inbound.Mail("MAILER-DAEMON@mx.example", "Undelivered", "It failed.", "Content-Type: multipart/report\n", "support@helpdesk.example", ("attachment1\"; filename=\"", "Action: failed\nMessage-ID: <a\0b@helpdesk.example>\n")), "parked bounce" },
        { "501 parts", Inbound.Type, () => Inbound.Form([.. Enumerable.Range(0, 501).Select(i => ($"f{i}", "x"))]), "parked too_many_parts" },
        { "half a character at the cut", Inbound.Type, () => Inbound.Mail(string.Concat(Enumerable.Repeat("🦊", 300)) + "x <ada@example.org>", string.Concat(Enumerable.Repeat("a🦊", 900)), string.Concat(Enumerable.Repeat("🦊", 900))), "placed" },
        { "markup in the plain text", Inbound.Type, () => Inbound.Mail("<script>@example.org", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>"), "parked no_sender" },
    };

    [Theory, MemberData(nameof(Mails))]
    public async Task D31_is_answered_200_and_kept(string name, string type, Func<byte[]> make, string expected)
    {
        await using var desk = await Desk.Start(running: true);
        (await desk.Post(make(), type)).StatusCode.ShouldBe(HttpStatusCode.OK, name);
        (await desk.Count("inbound_mail")).ShouldBe(1);
        await Desk.Until(async () => (await desk.Newest()).State != "received", name);
        var (state, reason, _, _) = await desk.Newest();
        $"{state} {reason}".Trim().ShouldBe(expected, name);
    }

    [Fact]
    public async Task D34a_markup_that_says_what_the_text_does_not_is_screened_too()
    {
        await using var desk = await Desk.Start(running: false);
        await desk.Post(Inbound.Mail("ada@example.org", "Hello", "All is well.", "", "support@helpdesk.example", ("html", "<p>All is well.</p><p>I want to kill myself tonight, I have the pills here.</p>")));
        (await desk.Scalar<bool>("select restricted from ticket")).ShouldBeTrue();
    }

    private static byte[] Zip()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("x").Open();
            entry.Write(Encoding.UTF8.GetBytes(new string('x', 100_000)));
        }

        return bytes.ToArray();
    }
}
