namespace Helpdesk.Platform.Database;

/// <summary>The configuration of the embedded server, written anew at each start so that an upgrade brings its own.</summary>
internal static class ClusterConfiguration
{
    public static string Text(string socket, bool fast)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024 * 1024);
        var buffers = Math.Clamp(memory / 8, 64, 1024);
        var text = $"""
            # Written by Helpdesk at each start; what you change here is lost. ALTER SYSTEM outlives it.
            listen_addresses = ''
            port = {EmbeddedPostgres.Port}
            unix_socket_directories = '{socket}'
            unix_socket_permissions = 0700
            max_connections = 200

            # An eighth of the memory, as the application shares the machine.
            shared_buffers = {buffers}MB
            effective_cache_size = {Math.Max(buffers, memory / 2)}MB
            work_mem = 8MB
            maintenance_work_mem = 128MB
            max_wal_size = 2GB
            checkpoint_timeout = 15min
            random_page_cost = 1.1
            jit = off
            timezone = 'UTC'
            log_timezone = 'UTC'

            # No contents of a ticket may reach the log: an error's text quotes values ("invalid input syntax ..."), its
            # detail quotes keys, its statement quotes both. Level LOG leaves errors to the client, who is told everything.
            log_min_messages = log
            log_min_error_statement = panic
            log_error_verbosity = terse
            log_parameter_max_length = 0
            log_parameter_max_length_on_error = 0
            log_statement = none
            log_min_duration_statement = -1
            log_checkpoints = off
            log_autovacuum_min_duration = -1

            """;
        return fast ? text + Fast : text;
    }

    /// <summary>For tests: what is written may be lost with the machine, so nothing waits for a disk.</summary>
    private const string Fast = """

        fsync = off
        synchronous_commit = off
        full_page_writes = off
        wal_level = minimal
        max_wal_senders = 0
        autovacuum_naptime = 10min

        """;
}
