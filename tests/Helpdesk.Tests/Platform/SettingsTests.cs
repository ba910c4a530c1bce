using System.Security.Cryptography;
using Helpdesk.Platform;
using Helpdesk.Platform.Cli;
using Helpdesk.Platform.Mail;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Platform;

public sealed class SettingsTests
{
    private static Settings Read(params (string Name, string Value)[] set) =>
        Settings.Read(set.ToDictionary(one => one.Name, one => (string?)one.Value));

    private static string Problems(params (string Name, string Value)[] set) => Should.Throw<UserError>(() => Read(set)).Message;

    [Fact]
    public void Nothing_set_is_a_complete_configuration_without_any_stand_in()
    {
        var settings = Read();

        settings.Urls.ShouldBe("http://127.0.0.1:5080");
        settings.Url.ShouldBe("http://127.0.0.1:5080");
        settings.Database.ShouldBeNull();
        settings.Sandbox.ShouldBeNull();
        settings.SendGridKey.ShouldBeNull();
        settings.Proxies.ShouldBeEmpty();
    }

    [Fact]
    public void Every_setting_can_come_from_a_file_whose_last_newline_is_no_part_of_it()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "s3cret \r\n");

        Read(("HELPDESK_INBOUND_SECRET_FILE", file)).InboundSecret!.Value.ShouldBe("s3cret ");
        Problems(("HELPDESK_INBOUND_SECRET_FILE", file), ("HELPDESK_INBOUND_SECRET", "x"))
            .ShouldBe("HELPDESK_INBOUND_SECRET and HELPDESK_INBOUND_SECRET_FILE are both set; set one of them.");
        Problems(("HELPDESK_STRIPE_KEY_FILE", "/nowhere/key")).ShouldBe("HELPDESK_STRIPE_KEY_FILE points to /nowhere/key, which cannot be read.");
    }

    [Fact]
    public void All_problems_are_told_at_once_one_a_line()
    {
        Problems(("HELPDESK_URL", "help.example.com"), ("HELPDESK_PROXIES", "10.0.0.0/8, everyone"), ("HELPDESK_MAIL_FROM", "nobody"))
            .Split('\n').Length.ShouldBe(3);
    }

    [Theory]
    [InlineData("HELPDESK_URL", "help.example.com")]
    [InlineData("HELPDESK_URL", "ftp://help.example.com")]
    [InlineData("HELPDESK_PROXIES", "everyone")]
    [InlineData("HELPDESK_MAIL_FROM", "not an address")]
    [InlineData("HELPDESK_MAIL_DOMAIN", "no domain at all")]
    [InlineData("HELPDESK_SMTP", "mail.example.com")]
    [InlineData("HELPDESK_DATABASE", "Host=only")]
    [InlineData("HELPDESK_DATABASE", "postgres://user:pass@host/db")]
    [InlineData("HELPDESK_EVENTS_PUBLIC_KEY", "AAAA")]
    [InlineData("HELPDESK_SANDBOX", "http://sandbox.example.com:5081")]
    [InlineData("ASPNETCORE_URLS", "5080")]
    public void A_bad_value_is_a_sentence_that_names_the_setting(string name, string value) =>
        Problems((name, value)).ShouldStartWith(name + " ");

    [Fact]
    public void Sending_mail_needs_a_sender_and_one_way()
    {
        Problems(("HELPDESK_SENDGRID_KEY", "k")).ShouldContain("HELPDESK_MAIL_FROM is missing");
        Problems(("HELPDESK_SENDGRID_KEY", "k"), ("HELPDESK_SMTP", "smtp://mail"), ("HELPDESK_MAIL_FROM", "a@b.example")).ShouldContain("both set");
    }

    [Fact]
    public void Values_are_typed()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var settings = Read(
            ("HELPDESK_SMTP", "smtp://us%40er:p%3Ass@mail.example.com:587"), ("HELPDESK_MAIL_FROM", "Support <support@help.example.com>"),
            ("HELPDESK_PROXIES", "10.0.0.0/8, ::1"), ("HELPDESK_STRIPE_WEBHOOK_SECRET", "old, new"),
            ("HELPDESK_EVENTS_PUBLIC_KEY", key.ExportSubjectPublicKeyInfoPem()), ("ASPNETCORE_URLS", "http://0.0.0.0:8080"));

        settings.Smtp.ShouldBe(new SmtpSettings("mail.example.com", 587, "us@er", "p:ss", RequireTls: true));
        settings.MailDomain.ShouldBe("help.example.com");
        settings.Proxies.Select(one => one.ToString()).ShouldBe(["10.0.0.0/8", "::1/128"]);
        settings.StripeWebhookSecrets.Select(one => one.Value).ShouldBe(["old", "new"]);
        settings.EventsPublicKey.ShouldBe(Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()));
        settings.Url.ShouldBe("http://localhost:8080");
    }

    [Fact]
    public void No_secret_is_printed_or_quoted()
    {
        const string Planted = "heliotrope";
        var settings = Read(
            ("HELPDESK_DATABASE", $"Host=db;Database=helpdesk;Password={Planted}"), ("HELPDESK_SMTP", $"smtp://u:{Planted}@mail"),
            ("HELPDESK_MAIL_FROM", "a@b.example"), ("HELPDESK_INBOUND_SECRET", Planted), ("HELPDESK_STRIPE_KEY", Planted),
            ("HELPDESK_STRIPE_WEBHOOK_SECRET", Planted));

        settings.ToString().ShouldNotContain(Planted);
        foreach (var setting in Settings.Known.Where(one => one.Secret))
        {
            var bad = $"\0{Planted}=";
            try
            {
                Read((setting.Name, bad));
            }
            catch (UserError problem)
            {
                problem.Message.ShouldNotContain(Planted);
            }
        }
    }
}
