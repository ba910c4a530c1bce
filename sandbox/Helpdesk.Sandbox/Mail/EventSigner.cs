using System.Security.Cryptography;
using System.Text;

namespace Helpdesk.Sandbox.Mail;

/// <summary>
/// Signs event bodies as the vendor does: ECDSA P-256 with SHA-256, DER, base64, over timestamp and raw body.
/// The key is HELPDESK_SANDBOX_EVENTS_KEY (base64 PKCS#8), or a fresh one at each start.
/// </summary>
internal sealed class EventSigner : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public EventSigner(IConfiguration configuration)
    {
        if (Setting.Of(configuration, "HELPDESK_SANDBOX_EVENTS_KEY") is not { } given) return;
        try
        {
            key.ImportPkcs8PrivateKey(Convert.FromBase64String(given), out _);
        }
        catch (Exception problem) when (problem is FormatException or CryptographicException)
        {
            // openssl genpkey -outform DER writes another form (SEC 1): name the one that is meant.
            throw new SettingException("HELPDESK_SANDBOX_EVENTS_KEY must be base64 of a PKCS#8 key: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 | openssl pkcs8 -topk8 -nocrypt -outform DER | base64 -w0");
        }
    }

    /// <summary>Base64 of the SubjectPublicKeyInfo: the value of HELPDESK_EVENTS_PUBLIC_KEY.</summary>
    public string PublicKey => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

    public static void Map(WebApplication app) => app.MapGet("/events-public-key", (EventSigner signer) => signer.PublicKey);

    public string Sign(string timestamp, byte[] body) =>
        Convert.ToBase64String(key.SignData([.. Encoding.UTF8.GetBytes(timestamp), .. body], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

    public void Dispose() => key.Dispose();
}
