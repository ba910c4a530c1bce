using System.Security.Cryptography;
using System.Text;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Domain.Safety;

/// <summary>
/// Does: turns the two models that are learned from what ships into bytes and back. Learning takes a core half a minute, reading a
/// tenth of a second; both give the same answers. The bytes belong to one build: another learns otherwise or from other examples.
/// Does not: know where they are kept.
/// </summary>
public static class LearnedModels
{
    /// <summary>Names the build whose bytes may be read; nothing else is taken.</summary>
    public static string Build { get; } = typeof(LearnedModels).Module.ModuleVersionId.ToString("N");

    /// <returns>What <see cref="TryTake"/> takes: a hash, the build, both models. Learns them first when that was not done.</returns>
    public static byte[] Write()
    {
        using var bytes = new MemoryStream();
        bytes.Write(new byte[SHA256.HashSizeInBytes]);
        using (var to = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            to.Write(Build);
            Model.Shipped.Write(to);
            IncidentModel.Shipped.Write(to);
        }

        var all = bytes.ToArray();
        SHA256.HashData(all.AsSpan(SHA256.HashSizeInBytes), all);
        return all;
    }

    /// <summary>From now on the models of the bytes answer.</summary>
    /// <returns>False, and nothing has changed, when the bytes are damaged or another build's.</returns>
    public static bool TryTake(byte[] bytes)
    {
        if (bytes.Length <= SHA256.HashSizeInBytes || !SHA256.HashData(bytes.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(bytes.AsSpan(0, SHA256.HashSizeInBytes))) return false;
        using var from = new BinaryReader(new MemoryStream(bytes, SHA256.HashSizeInBytes, bytes.Length - SHA256.HashSizeInBytes));
        if (from.ReadString() != Build) return false;
        var (classifier, incidents) = (Model.Read(from), IncidentModel.Read(from));
        Model.Give(classifier);
        IncidentModel.Give(incidents);
        return true;
    }
}
