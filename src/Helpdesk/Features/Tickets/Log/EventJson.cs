using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Features.Tickets;

/// <summary>How events stand in the log: camelCase, enums as slugs, the type beside them.</summary>
internal static class EventJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // jsonb does not keep the order of keys, so the discriminator may stand anywhere.
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private static readonly Dictionary<Type, string> Names = new DefaultJsonTypeInfoResolver()
        .GetTypeInfo(typeof(TicketEvent), new JsonSerializerOptions()).PolymorphismOptions!.DerivedTypes
        .ToDictionary(d => d.DerivedType, d => (string)d.TypeDiscriminator!);

    public static string TypeOf(TicketEvent change) => Names[change.GetType()];

    public static TicketEvent Read(string data) => JsonSerializer.Deserialize<TicketEvent>(data, Options)
        ?? throw new JsonException("The log holds an empty event.");
}
