using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Access;

internal static class Sessions
{
    /// <summary>Every request asks whether its session still holds, instead of one each half minute.</summary>
    public static void CheckedAtOnce(WebApplicationBuilder builder) =>
        builder.Services.PostConfigure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.Zero);
}
