using System.Threading.RateLimiting;

namespace Helpdesk.Platform.Http;

/// <summary>
/// Sign-in and public pages are limited by address, which is held in memory only (D39). The hooks are never limited: a mail turned
/// away is a mail lost.
/// </summary>
internal static class RateLimits
{
    public const string SignIn = "sign-in";
    public const string PublicForm = "public-form";

    public static IServiceCollection AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "60";
            return ValueTask.CompletedTask;
        };
        Posts(limits, SignIn, 20);
        Posts(limits, PublicForm, 30);
    });

    private static void Posts(Microsoft.AspNetCore.RateLimiting.RateLimiterOptions limits, string policy, int perMinute) =>
        limits.AddPolicy(policy, http => HttpMethods.IsPost(http.Request.Method)
            ? RateLimitPartition.GetSlidingWindowLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = perMinute,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = 6,
            })
            : RateLimitPartition.GetNoLimiter(""));
}
