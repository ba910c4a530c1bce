using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Helpdesk.Tests.Platform;

/// <summary>A mail server of a few lines on a free port: answers as told, keeps every line that it heard.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;

    public SmtpServer()
    {
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string AnswerToRecipient { get; set; } = "250 OK";

    public string AnswerToLogin { get; set; } = "235 OK";

    public string AnswerToSender { get; set; } = "250 OK";

    public bool IsSilent { get; set; }

    public ConcurrentQueue<string> Heard { get; } = new();

    /// <summary>The mail as it came: header and body.</summary>
    public string Data { get; private set; } = "";

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await accepting;
        listener.Stop();
        stop.Dispose();
    }

    private async Task Accept()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Talk(await listener.AcceptTcpClientAsync(stop.Token));
            }
            catch (Exception problem) when (problem is OperationCanceledException or IOException or SocketException)
            {
                // the test is over, or the client hung up
            }
        }
    }

    private async Task Talk(TcpClient client)
    {
        using var connection = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\r\n", AutoFlush = true };
        if (IsSilent) await Task.Delay(Timeout.Infinite, stop.Token);
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            Heard.Enqueue(line);
            await writer.WriteLineAsync(line.Split(' ', ':')[0].ToUpperInvariant() switch
            {
                "EHLO" => "250-test\r\n250 AUTH LOGIN",
                "RCPT" => AnswerToRecipient,
                "AUTH" => "334 UGFzc3dvcmQ6",
                "DATA" => await Receive(reader, writer),
                "QUIT" => "221 bye",
                "MAIL" => AnswerToSender,
                "RSET" => "250 OK",
                _ => AnswerToLogin, // the password, which is no verb
            });
            if (line == "QUIT") return;
        }
    }

    private async Task<string> Receive(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 go on");
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".") text.Append(line).Append("\r\n");
        Data = text.ToString();
        return "250 OK";
    }
}
