using Helpdesk.Domain.Access;
using MediatR;

namespace Helpdesk.Platform.Commands;

/// <summary>Changes something; runs in one transaction.</summary>
public interface ICommand<out T> : IRequest<T>;

/// <summary>Reads; changes nothing.</summary>
public interface IQuery<out T> : IRequest<T>;

/// <summary>What somebody must be allowed to send this. Without it the pipeline refuses and a test fails.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresAttribute(params Permission[] anyOf) : Attribute
{
    public IReadOnlyList<Permission> AnyOf => anyOf;
}

/// <summary>The one way in: pages, API, jobs and the command line all send through here.</summary>
public sealed class Dispatch(IMediator mediator)
{
    public Task<T> Send<T>(IRequest<T> message, CancellationToken cancel = default) => mediator.Send(message, cancel);
}
