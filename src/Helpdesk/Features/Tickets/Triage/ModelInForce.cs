using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// The classifier that this node answers with: the latest promoted one, trained here from the shipped corpus and its corrections, or
/// the shipped one (D5, docs/decisions/0013). Until a new one is trained the previous one answers.
/// </summary>
public sealed class ModelInForce(IServiceProvider services)
{
    private static readonly Task Shipped = Task.Factory.StartNew(KeptModels.Prepare, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    private readonly SemaphoreSlim _following = new(1);
    private Model? _promoted;
    private int _version;
    private volatile bool _asked;

    /// <summary>Waits for the shipped one at a node's very first ticket, never later.</summary>
    public Model Known => Volatile.Read(ref _promoted) ?? Model.Shipped;

    /// <summary>Done when screening and classifying take no longer than a text needs.</summary>
    public static Task Prepared => Shipped;

    /// <summary>0 for the shipped one.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>The node knows what is in force and has it trained.</summary>
    public bool IsReady => _asked && Shipped.IsCompletedSuccessfully;

    /// <summary>Looks what is in force and takes it; trains only when it has changed.</summary>
    public async Task Follow(CancellationToken cancel)
    {
        await _following.WaitAsync(cancel);
        try
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<HelpdeskDb>();
            var latest = await db.Set<ModelVersion>().AsNoTracking().Where(v => v.Promoted && v.Version > Version).OrderByDescending(v => v.Version).FirstOrDefaultAsync(cancel);
            if (latest is not null)
            {
                var corrections = await scope.ServiceProvider.GetRequiredService<Corrections>().Of(latest.Corrections, cancel);
                var model = await Task.Run(() => Model.Train(Corrections.CorpusWith(corrections)), cancel);
                Volatile.Write(ref _promoted, model);
                Volatile.Write(ref _version, latest.Version);
            }

            _asked = true;
        }
        finally
        {
            _following.Release();
        }
    }
}

/// <summary>Lets the node follow what another has promoted, within ten seconds.</summary>
internal sealed class ModelFollower(ModelInForce model, ILogger<ModelFollower> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var before = model.Version;
            try
            {
                await model.Follow(stoppingToken);
                if (model.Version != before) log.LogInformation("Model {Version} is in force", model.Version);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("The model in force could not be read: {Problem:l}", problem.GetType().Name);
            }

            await Task.Delay(Pause, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
