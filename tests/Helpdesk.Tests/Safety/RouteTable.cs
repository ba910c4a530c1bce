using System.Globalization;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Tests.Support;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Helpdesk.Tests.Safety;

/// <summary>One way in, as the running application knows it.</summary>
internal sealed record Door(RoutePattern Pattern, IReadOnlyList<string> Methods, bool IsPage)
{
    /// <summary>Any of these opens it.</summary>
    public IReadOnlyCollection<Permission> Requires { get; init; } = [];

    public override string ToString() => Pattern.RawText ?? "/";
}

/// <summary>The route table of a running desk, and its addresses filled with what a walk knows.</summary>
internal static class RouteTable
{
    public static IReadOnlyList<Door> Of(Desk desk) =>
    [
        .. ((IEndpointRouteBuilder)desk.App).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Select(e => (e.RoutePattern, Methods: e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [], IsPage: e.Metadata.GetMetadata<PageActionDescriptor>() is not null, Requires: e.Metadata.GetMetadata<RequiresAttribute>()?.AnyOf ?? []))
            .Select(e => new Door(e.RoutePattern, e.Methods.Count > 0 ? e.Methods : ["GET", "POST"], e.IsPage) { Requires = e.Requires })
            .DistinctBy(d => d.ToString() + string.Join(',', d.Methods)),
    ];

    /// <summary>Every address of a door: each parameter takes each value known for its name, and all known values when the name is new.</summary>
    public static IEnumerable<string> Addresses(Door door, IReadOnlyDictionary<string, IReadOnlyList<string>> values)
    {
        IEnumerable<string> addresses = [""];
        foreach (var segment in door.Pattern.PathSegments)
        {
            IEnumerable<string> parts = [""];
            foreach (var part in segment.Parts)
            {
                IReadOnlyList<string> filled = part switch
                {
                    RoutePatternLiteralPart literal => [literal.Content],
                    RoutePatternParameterPart parameter => values.TryGetValue(parameter.Name, out var known) ? known : [.. values.Values.SelectMany(v => v).Distinct()],
                    RoutePatternSeparatorPart separator => [separator.Content],
                    _ => throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"What is {part}?")),
                };
                parts = [.. parts.SelectMany(p => filled.Select(f => p + f))];
            }

            addresses = [.. addresses.SelectMany(a => parts.Select(p => a + "/" + p))];
        }

        return addresses.Select(a => a.Length == 0 ? "/" : a);
    }
}
