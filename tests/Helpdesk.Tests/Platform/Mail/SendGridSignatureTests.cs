using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Helpdesk.Platform.Mail;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Platform;

public sealed class SendGridSignatureTests
{
    [Fact]
    public async Task The_vendors_vector_is_right_and_any_change_of_it_wrong()
    {
        var vector = JsonDocument.Parse(await File.ReadAllTextAsync(SharedContracts.Path("samples/signatures.json"))).RootElement.GetProperty("sendgrid");
        var body = await File.ReadAllBytesAsync(SharedContracts.Path("samples/" + vector.GetProperty("payload").GetString()));
        var (key, timestamp, signature) = (vector.GetProperty("publicKeyBase64Der").GetString()!, vector.GetProperty("timestamp").GetString()!, vector.GetProperty("signatureBase64Der").GetString()!);

        SendGridSignature.Verify(key, timestamp, body, signature).ShouldBeTrue();
        SendGridSignature.Verify(key, timestamp + "0", body, signature).ShouldBeFalse();
        SendGridSignature.Verify(key, timestamp, body.AsSpan().TrimEnd("\r\n"u8), signature).ShouldBeFalse();
        SendGridSignature.Verify(key, timestamp, [.. body, (byte)' '], signature).ShouldBeFalse();
    }

    [Fact]
    public void Only_its_own_key_body_and_time_fit_a_signature()
    {
        using var ours = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var body = "[]\r\n"u8.ToArray();
        var signature = Convert.ToBase64String(ours.SignData([.. "1793754011"u8, .. body], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

        SendGridSignature.Verify(Public(ours), "1793754011", body, signature).ShouldBeTrue();
        SendGridSignature.Verify(Public(other), "1793754011", body, signature).ShouldBeFalse();
        SendGridSignature.Verify(Public(ours), "1793754012", body, signature).ShouldBeFalse();
        SendGridSignature.Verify(Public(ours), "1793754011", "[]"u8, signature).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("AAAA")]
    [InlineData("MEUCIQC/RGyTyA13g5TzRBqIIbig5GeksroSCCY9cl5YyO0OPAIg")]
    public void Rubbish_is_wrong_and_no_error(string rubbish)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signature = Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes("1"), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

        SendGridSignature.Verify(Public(key), "1", [], rubbish).ShouldBeFalse();
        SendGridSignature.Verify(rubbish, "1", [], signature).ShouldBeFalse();
        SendGridSignature.Verify(Public(key), rubbish, [], signature).ShouldBeFalse();
    }

    private static string Public(ECDsa key) => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
}
