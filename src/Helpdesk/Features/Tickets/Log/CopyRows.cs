using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Helpdesk.Features.Tickets;

/// <summary>Writes entities by binary COPY, with the columns and conversions of the model: what EF would insert, without its statements.</summary>
internal sealed class CopyRows(IModel model)
{
    private readonly Dictionary<Type, Table> _tables = [];

    /// <summary>Principals before what refers to them.</summary>
    public async Task Write(NpgsqlConnection connection, IEnumerable<object> rows, CancellationToken cancel)
    {
        foreach (var group in rows.GroupBy(r => r.GetType()).Select(g => (Table: Of(g.Key), Rows: g)).OrderBy(g => g.Table.Depth))
        {
            await using var writer = await connection.BeginBinaryImportAsync(group.Table.Copy, cancel);
            foreach (var row in group.Rows)
            {
                await writer.StartRowAsync(cancel);
                foreach (var column in group.Table.Columns)
                {
                    if (column.Value(row) is { } value) await writer.WriteAsync(value, column.Type, cancel);
                    else await writer.WriteNullAsync(cancel);
                }
            }

            await writer.CompleteAsync(cancel);
        }
    }

    private Table Of(Type type)
    {
        if (_tables.TryGetValue(type, out var known)) return known;
        var entity = model.FindEntityType(type) ?? throw new ArgumentException($"{type.Name} has no table.", nameof(type));
        Column[] columns = [.. entity.GetProperties().Select(p => new Column(p))];
        var names = string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
        return _tables[type] = new Table($"copy {entity.GetTableName()} ({names}) from stdin (format binary)", columns, Depth(entity));
    }

    private static int Depth(IEntityType entity) =>
        entity.GetForeignKeys().Select(k => k.PrincipalEntityType).Where(p => p != entity).Select(p => Depth(p) + 1).DefaultIfEmpty(0).Max();

    private sealed record Table(string Copy, Column[] Columns, int Depth);

    private sealed class Column(IProperty property)
    {
        private readonly Func<object?, object?>? _convert = property.GetTypeMapping().Converter?.ConvertToProvider;

        public string Name { get; } = property.GetColumnName();

        public string Type { get; } = property.GetColumnType();

        public object? Value(object row)
        {
            var value = property.PropertyInfo!.GetValue(row);
            return _convert is null || value is null ? value : _convert(value);
        }
    }
}
