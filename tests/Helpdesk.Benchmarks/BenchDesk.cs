using System.Security.Claims;
using Helpdesk.Features.Access;
using Helpdesk.Platform;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Demo;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Helpdesk.Benchmarks;

/// <summary>The whole application over real Kestrel on loopback, on a cluster that is thrown away afterwards.</summary>
internal sealed class BenchDesk : IAsyncDisposable
{
    private readonly string _folder;

    private BenchDesk(string folder, string connection, WebApplication app, SqlRecorder recorder) =>
        (_folder, ConnectionString, App, Recorder) = (folder, connection, app, recorder);

    public string ConnectionString { get; }
    public WebApplication App { get; }

    /// <summary>Sees every statement of the application while it is told to listen.</summary>
    public SqlRecorder Recorder { get; }
    public string Url => App.Urls.First();

    /// <param name="fast">Nothing is synced to disk: for what only reads.</param>
    /// <param name="running">The jobs and loops run as in production; else nothing runs by itself and only what is asked for is measured.</param>
    public static async Task<BenchDesk> Start(string folder, bool fast, bool running = false)
    {
        await Throw(folder);
        var connection = await EmbeddedPostgres.StartAsync(folder, fast);
        var settings = Settings.Read(new Dictionary<string, string?> { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", ["HELPDESK_URL"] = "http://help.test", ["HELPDESK_INBOUND_SECRET"] = Throwaway.InboundSecret });
        await using (var made = Application.Build(settings, connection, new InstallationFacts(false, TimeSpan.Zero, []), serving: false))
        {
            await Migrate.Run(made.Services, CancellationToken.None);
            await using var scope = made.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Caller>().Viewer = Domain.Access.Viewer.System;
            await DemoWorld.AddPeople(scope.ServiceProvider, CancellationToken.None);
        }

        await using var source = NpgsqlDataSource.Create(connection);
        var facts = await InstallationFacts.Read(source, CancellationToken.None);
        var recorder = new SqlRecorder();
        var app = Application.Build(settings, connection, facts, running, builder =>
        {
            builder.Logging.ClearProviders();
            recorder.Attach(builder.Services, connection);
        });
        await app.StartAsync();
        return new BenchDesk(folder, connection, app, recorder);
    }

    /// <summary>The cookie of somebody who has signed in.</summary>
    public async Task<string> Cookie(string name)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var person = await scope.ServiceProvider.GetRequiredService<HelpdeskDb>().Users.SingleAsync(p => p.Name == name);
        ClaimsPrincipal principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Person>>().CreateAsync(person);
        var cookies = App.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var now = TimeProvider.System.GetUtcNow();
        var ticket = new AuthenticationTicket(
            principal, new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddHours(1) }, IdentityConstants.ApplicationScheme);
        return $"{cookies.Cookie.Name}={cookies.TicketDataFormat.Protect(ticket)}";
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await Throw(_folder);
    }

    private static async Task Throw(string folder)
    {
        if (!Directory.Exists(folder)) return;
        await EmbeddedPostgres.StopIfUnusedAsync(folder);
        Directory.Delete(folder, recursive: true);
    }
}
