namespace Helpdesk.Benchmarks;

// What this file does: stands between a node and Stripe and stops the node at the very step where it is to die; the bench then kills it
// with signal 9. What it does not do: kill, or change what is sent or answered.

/// <summary>Where a node dies: the six steps of D43 between two commits.</summary>
internal static class Step
{
    /// <summary>The intent is committed and taken; Stripe has not been asked anything.</summary>
    public const string IntentCommitted = "intent_committed";

    /// <summary>The instant of the call is committed; the call has not left.</summary>
    public const string BeforeCall = "before_call";

    /// <summary>Stripe has made the refund; the answer has not come.</summary>
    public const string BeforeAnswer = "before_answer";

    /// <summary>The answer is here and nothing is kept.</summary>
    public const string AnswerRead = "answer_read";

    /// <summary>The result is committed; the subscription has not followed.</summary>
    public const string ResultStored = "result_stored";

    /// <summary>The result was recorded by webhook; the answer has not come.</summary>
    public const string WebhookFirst = "webhook_first";

    public static readonly IReadOnlyList<string> All = [IntentCommitted, BeforeCall, BeforeAnswer, AnswerRead, ResultStored, WebhookFirst];
}

/// <param name="say">Writes a line to the bench; completes once the bench has heard it.</param>
internal sealed class FatedWire(Func<string, Task> say) : DelegatingHandler(new SocketsHttpHandler())
{
    private string? _fate;
    private int _spared;

    /// <param name="spared">So many times the step is passed unharmed before.</param>
    public void Doom(string? step, int spared) => (_fate, _spared) = (step, spared);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (request.Method == HttpMethod.Get)
        {
            if (path.StartsWith("/v1/charges/", StringComparison.Ordinal) && Takes(Step.IntentCommitted)) await Die(Step.IntentCommitted);
            if (path.StartsWith("/v1/subscriptions/", StringComparison.Ordinal) && Takes(Step.ResultStored)) await Die(Step.ResultStored);
        }

        if (request.Method != HttpMethod.Post || path != "/v1/refunds") return await base.SendAsync(request, cancellationToken);
        if (Takes(Step.BeforeCall)) await Die(Step.BeforeCall);
        var fate = Takes(Step.BeforeAnswer) ? Step.BeforeAnswer : Takes(Step.WebhookFirst) ? Step.WebhookFirst : null;
        if (fate is null) return await Answered(request, cancellationToken);

        // Struck from outside while Stripe works on it; an answer that comes all the same was a refusal or a repetition.
        var key = request.Headers.GetValues("Idempotency-Key").Single();
        await say($"calls {fate} {key}");
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            Doom(fate, 0);
            await say($"missed {fate} {key}");
        }
    }

    private async Task<HttpResponseMessage> Answered(HttpRequestMessage request, CancellationToken cancel)
    {
        var answer = await base.SendAsync(request, cancel);
        await answer.Content.LoadIntoBufferAsync(cancel);
        if (answer.IsSuccessStatusCode && Takes(Step.AnswerRead)) await Die(Step.AnswerRead);
        return answer;
    }

    /// <summary>True once: of several in flight one is struck.</summary>
    private bool Takes(string step) => _fate == step && Interlocked.Decrement(ref _spared) < 0 && Interlocked.CompareExchange(ref _fate, null, step) == step;

    private async Task Die(string step)
    {
        await say($"dies {step}");
        await Task.Delay(Timeout.Infinite);
    }
}
