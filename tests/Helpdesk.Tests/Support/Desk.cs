using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Demo;
using Helpdesk.Platform.Mail;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Helpdesk.Tests.Support;

/// <summary>The whole application on a real port over a database of its own. Only clock and mail transport stand in.</summary>
public sealed class Desk : IAsyncDisposable
{
    public const string InboundSecret = "inbound-secret-of-the-tests";
    private readonly string _connection;

    private Desk(WebApplication app, string connection, TestClock clock, MailCatcher mail, TextWriter log)
    {
        (App, _connection, Clock, Mail, Log) = (app, connection, clock, mail, log);
        Url = app.Urls.First();
    }

    public WebApplication App { get; }
    public string Url { get; }
    public string ConnectionString => _connection;
    public TestClock Clock { get; }
    public MailCatcher Mail { get; }
    public TextWriter Log { get; }

    /// <param name="running">False: nothing runs by itself (no loops), commands and pages only.</param>
    /// <param name="demo">A demo database: one-click sign-in exists.</param>
    /// <param name="on">The database of a desk that has died; a fresh clone when null.</param>
    public static async Task<Desk> Start(
        bool running = true, bool demo = true, Action<WebApplicationBuilder>? adjust = null, string? on = null, params (string Name, string Value)[] settings)
    {
        // Learned once in a process: what waits for an answer must not wait for that.
        await ModelInForce.Prepared;
        var connection = on ?? await TestCluster.Clone();
        var clock = new TestClock();
        var mail = new MailCatcher();
        var environment = new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", ["HELPDESK_URL"] = "http://help.test", ["HELPDESK_INBOUND_SECRET"] = InboundSecret,
            ["HELPDESK_MAIL_FROM"] = "Support <support@helpdesk.example>",
        };
        foreach (var (name, value) in settings) environment[name] = value;
        await using (var source = NpgsqlDataSource.Create(connection))
        {
            if (demo) await InstallationFacts.Set(source, "demo", "true", CancellationToken.None);
        }

        InstallationFacts facts;
        await using (var source = NpgsqlDataSource.Create(connection)) facts = await InstallationFacts.Read(source, CancellationToken.None);
        var app = Application.Build(Settings.Read(environment), connection, facts, running, builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            builder.Services.Replace(ServiceDescriptor.Singleton(new MailWay(mail)));
            TestCluster.HashLightly(builder);
            // EF keeps its model and its compiled queries by data source: with one for each desk every test would make them anew.
            builder.Services.ConfigureDbContext<HelpdeskDb>(options => options.UseNpgsql(connection));
            adjust?.Invoke(builder);
        });
        await app.StartAsync();
        return new Desk(app, connection, clock, mail, TextWriter.Null);
    }

    /// <summary>A signed-in browser without scripts.</summary>
    public async Task<Browser> As(string name)
    {
        var browser = new Browser(Url);
        await browser.SignIn(DemoPeople.All.Single(p => p.Name == name));
        return browser;
    }

    public Browser Nobody() => new(Url);

    public async Task<T> Send<T>(string person, IRequest<T> message) => await Send(await Viewer(person), message);

    public async Task<T> Send<T>(Viewer viewer, IRequest<T> message)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var caller = scope.ServiceProvider.GetRequiredService<Caller>();
        (caller.Viewer, caller.CorrelationId) = (viewer, Guid.NewGuid().ToString("N"));
        return await scope.ServiceProvider.GetRequiredService<Dispatch>().Send(message);
    }

    public async Task<Viewer> Viewer(string name)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HelpdeskDb>();
        var id = await db.Users.Where(p => p.Name == name).Select(p => p.Id).SingleAsync();
        var who = await scope.ServiceProvider.GetRequiredService<People>().Find(id, CancellationToken.None);
        return new Viewer(ActorKind.Person, id, name, who!.Permissions, who.Teams);
    }

    /// <summary>A ticket from the form, by the words given.</summary>
    public async Task<string> Open(string subject, string text, string email = "ada@example.org", string? name = "Ada Brook") =>
        (await Send(Domain.Access.Viewer.System, new CreateTicket.Command(new Arrival(Channel.Form, email, name, subject, text), "form", Guid.NewGuid().ToString("N")))).Number;

    public async Task<IReadOnlyList<object?[]>> Query(string sql, params object[] values)
    {
        await using var connection = new NpgsqlConnection(_connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.AddWithValue(value);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return rows;
    }

    public async Task<T> Scalar<T>(string sql, params object[] values) => (T)(await Query(sql, values))[0][0]!;

    /// <summary>Waits until something holds, up to fifteen seconds.</summary>
    public static async Task Until(Func<Task<bool>> holds, string what)
    {
        for (var i = 0; i < 150; i++)
        {
            if (await holds()) return;
            await Task.Delay(100);
        }

        throw new TimeoutException($"It never came true: {what}");
    }

    /// <summary>What a kill does to the database: every connection of the process is gone, and with it each open transaction.</summary>
    public async Task LoseConnections()
    {
        await Query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        ForgetConnections();
    }

    private void ForgetConnections()
    {
        using var pool = new NpgsqlConnection(_connection);
        NpgsqlConnection.ClearPool(pool);
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        ForgetConnections();
        await TestCluster.Drop(_connection);
    }
}
