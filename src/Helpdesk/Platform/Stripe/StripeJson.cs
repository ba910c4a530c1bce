using System.Text.Json;
using System.Text.Json.Serialization;

namespace Helpdesk.Platform.Stripe;

/// <summary>Reading Stripe's JSON: unknown fields and words pass, an expandable field may be an id or the object.</summary>
internal static class StripeJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new RefConverter(), new UnixSeconds() },
    };

    public sealed record ErrorBody(string Type, string? Code, string? DeclineCode, string? Param, string? Message);

    public static ErrorBody Error(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.GetProperty("error").Deserialize<ErrorBody>(Options) ?? Nothing;
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return Nothing; // a proxy in between speaks HTML
        }
    }

    private static ErrorBody Nothing { get; } = new("", null, null, null, null);

    private sealed class RefConverter : JsonConverter<StripeRef>
    {
        public override StripeRef Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String) return new StripeRef(reader.GetString()!);
            using var expanded = JsonDocument.ParseValue(ref reader);
            return new StripeRef(expanded.RootElement.GetProperty("id").GetString()!);
        }

        public override void Write(Utf8JsonWriter writer, StripeRef value, JsonSerializerOptions options) => writer.WriteStringValue(value.Id);
    }

    private sealed class UnixSeconds : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteNumberValue(value.ToUnixTimeSeconds());
    }
}
