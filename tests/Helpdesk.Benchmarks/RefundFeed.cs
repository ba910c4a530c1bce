using System.Net.Http.Json;
using System.Text.Json;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Billing;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Billing;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Demo;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Helpdesk.Benchmarks;

/// <summary>
/// The desk where Finance sits and Stripe's webhook arrives: it approves refunds and is never killed. Tickets, payments and quotes are
/// real; the loops that execute run in other processes.
/// </summary>
internal sealed class RefundFeed : IAsyncDisposable
{
    public const string WebhookSecret = "whsec_of_the_bench";
    private const int OnOneTicket = 10;
    private readonly WebApplication _app;
    private readonly string _server;
    private readonly HttpClient _sandbox;
    private readonly Viewer _finance;
    private string _number = "";
    private string _customer = "";

    private RefundFeed(WebApplication app, string server, string connection, Viewer finance, HttpClient sandbox) =>
        (_app, _server, ConnectionString, _finance, _sandbox) = (app, server, connection, finance, sandbox);

    public string ConnectionString { get; }

    public string Url => _app.Urls.First();

    public static async Task<RefundFeed> Start(string sandbox)
    {
        var server = await EmbeddedPostgres.StartAsync(DataFolder.InMemory("bench"), fast: true);
        var name = $"refunds_{Environment.ProcessId}";
        await Execute(server, $"create database {name}");
        var connection = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20 }.ConnectionString;
        var settings = Settings.Read(new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", ["HELPDESK_SANDBOX"] = sandbox, ["HELPDESK_STRIPE_WEBHOOK_SECRET"] = WebhookSecret,
        });
        var app = Application.Build(settings, connection, new InstallationFacts(false, TimeSpan.Zero, []), serving: false, builder => builder.Logging.ClearProviders());
        await Migrate.Run(app.Services, CancellationToken.None);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<Caller>().Viewer = Viewer.System;
            await DemoWorld.AddPeople(scope.ServiceProvider, CancellationToken.None);
        }

        var viewers = await DemoWorld.Viewers(app.Services, CancellationToken.None);
        await app.StartAsync();
        return new RefundFeed(app, server, connection, viewers["Aisha Bello"], new HttpClient { BaseAddress = new Uri(sandbox) });
    }

    /// <summary>The n-th refund: a payment, what the policy says about it, and Finance's press; committed when this returns.</summary>
    public async Task Approve(int n)
    {
        if (n % OnOneTicket == 0) await Ticket(n / OnOneTicket);
        var paid = TimeProvider.System.GetUtcNow().AddDays(-10).ToUnixTimeSeconds();
        var payment = new { customer = _customer, amount = $"{1_000 + n * 7}", currency = "usd", interval = "month", paidAt = $"{paid}", periodStart = $"{paid}", periodEnd = $"{paid + 30 * 86_400}" };
        var charge = (await (await _sandbox.PostAsJsonAsync("/stripe/payments", payment)).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        var said = await Send(_finance, new QuoteRefund.Query(_number, charge));
        await Send(_finance, new IssueRefund.Command(_number, said, said.Quote.Hash(said.Quote.Decision.Amount), Guid.CreateVersion7(), Alone: true));
    }

    private async Task Ticket(int n)
    {
        var email = $"customer{n}@bench.example";
        _customer = $"cus_bench{n}";
        AccountFact Fact(string value) => new(JsonSerializer.SerializeToElement(value), "bench", TimeProvider.System.GetUtcNow());
        await Send(Viewer.System, new PutAccount.Command($"acct_{n}", new Dictionary<string, AccountFact> { ["email"] = Fact(email), ["stripeCustomerId"] = Fact(_customer) }));
        var arrival = new Arrival(Channel.Form, email, "A customer", "Refund please", "I would like my money back for this month.");
        _number = (await Send(Viewer.System, new CreateTicket.Command(arrival, "form", null))).Number;
    }

    private async Task<T> Send<T>(Viewer viewer, IRequest<T> message)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Viewer = viewer;
        return await scope.ServiceProvider.GetRequiredService<Dispatch>().Send(message);
    }

    public async ValueTask DisposeAsync()
    {
        _sandbox.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await Execute(_server, $"drop database if exists refunds_{Environment.ProcessId} with (force)");
    }

    private static async Task Execute(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
