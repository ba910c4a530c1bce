using FluentValidation;
using MediatR;

namespace Helpdesk.Platform.Commands;

internal static class CommandsModule
{
    /// <summary>Correlate → Authorise → Validate → Transact → handler, in this order.</summary>
    public static IServiceCollection AddCommands(this IServiceCollection services)
    {
        services.AddScoped<Caller>();
        services.AddScoped<AfterCommit>();
        services.AddScoped<Dispatch>();
        services.AddScoped<IMediator>(provider => new Mediator(type => provider.GetService(type)!));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Correlate<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Authorise<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Validate<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Transact<,>));
        services.Scan(scan => scan.FromAssemblyOf<Dispatch>()
            .AddClasses(c => c.AssignableTo(typeof(IRequestHandler<,>)), publicOnly: false).AsImplementedInterfaces().WithScopedLifetime()
            .AddClasses(c => c.AssignableTo(typeof(IValidator<>)), publicOnly: false).AsImplementedInterfaces().WithSingletonLifetime());
        return services;
    }
}
