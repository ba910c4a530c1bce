using System.Reflection;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;

namespace Helpdesk.Tests.Safety;

/// <summary>Every command and query about one ticket, found in the assembly: a new one is tested without being listed.</summary>
internal static class TicketMessages
{
    public static IReadOnlyList<Type> All { get; } = [.. typeof(Dispatch).Assembly.GetTypes().Where(IsMessage).Where(t => Parameters(t).Any(p => p.Name == "Number"))];

    /// <summary>The message with values that its validator takes, so that only the ticket itself is in question.</summary>
    public static object Make(Type message, string number) => Activator.CreateInstance(message, [.. Parameters(message).Select(p => Value(p, number))])!;

    public static bool IsMessage(Type type) => type is { IsAbstract: false, IsInterface: false }
        && type.GetInterfaces().Any(i => i.IsGenericType && (i.GetGenericTypeDefinition() == typeof(ICommand<>) || i.GetGenericTypeDefinition() == typeof(IQuery<>)));

    private static ParameterInfo[] Parameters(Type message) =>
        message.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First().GetParameters();

    private static object? Value(ParameterInfo parameter, string number) => (parameter.Name, parameter.ParameterType) switch
    {
        ("Number", _) => number,
        ("Kind", _) => "reply",
        ("Subcategory", _) => "login",
        ("Reason", _) => "spam",
        (_, var type) when type == typeof(string) => "words",
        (_, var type) when type == typeof(Guid) => Guid.CreateVersion7(),
        (_, var type) when type == typeof(TicketState) => TicketState.Open,
        (_, var type) when Nullable.GetUnderlyingType(type) is not null => null,
        (_, { IsValueType: true } type) => Activator.CreateInstance(type),
        (_, { IsGenericType: true } type) => Array.CreateInstance(type.GetGenericArguments()[0], 0),
        _ => null,
    };
}
