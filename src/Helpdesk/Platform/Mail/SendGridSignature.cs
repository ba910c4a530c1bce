using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Helpdesk.Platform.Mail;

/// <summary>The vendor's signature of its webhooks: ECDSA P-256 with SHA-256, DER, base64, over timestamp and raw body.</summary>
public static class SendGridSignature
{
    public const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";
    public const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    /// <summary>
    /// False for anything that is not surely right, a malformed key included. No age limit: the vendor names none, and
    /// whether it signs a repeated post anew is not known.
    /// </summary>
    /// <param name="publicKeyBase64">The SubjectPublicKeyInfo.</param>
    /// <param name="rawBody">The bytes as they came, the CR LF at the end included.</param>
    public static bool Verify(string publicKeyBase64, string timestamp, ReadOnlySpan<byte> rawBody, string signature)
    {
        if (publicKeyBase64.Length == 0 || !Base64.IsValid(publicKeyBase64) || signature.Length == 0 || !Base64.IsValid(signature)) return false;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(timestamp));
        hash.AppendData(rawBody);
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKeyBase64), out _);
            return key.VerifyHash(hash.GetHashAndReset(), Convert.FromBase64String(signature), DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
