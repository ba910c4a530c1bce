using System.Net.Sockets;
using System.Text;

namespace Helpdesk.Platform.Mail;

/// <summary>Asks a server whether it offers STARTTLS: System.Net.Mail can only demand it or do without.</summary>
internal static class StartTls
{
    private const int MostLines = 100;

    /// <exception cref="SocketException">The server cannot be reached.</exception>
    /// <exception cref="IOException">It hung up.</exception>
    public static async Task<bool> Offered(string host, int port, CancellationToken stop)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(host, port, stop);
        await using var stream = connection.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await Answer(reader, stop);
        await stream.WriteAsync("EHLO helpdesk\r\n"u8.ToArray(), stop);
        var extensions = await Answer(reader, stop);
        await stream.WriteAsync("QUIT\r\n"u8.ToArray(), stop);
        return extensions.Exists(line => line.Length > 4 && line[4..].Trim().Equals("STARTTLS", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The lines of one answer; all but the last have a hyphen after the code.</summary>
    private static async Task<List<string>> Answer(StreamReader reader, CancellationToken stop)
    {
        var lines = new List<string>();
        while (lines.Count < MostLines && await reader.ReadLineAsync(stop) is { } line)
        {
            lines.Add(line);
            if (line.Length < 4 || line[3] != '-') return lines;
        }

        throw new IOException("The mail server hung up.");
    }
}
