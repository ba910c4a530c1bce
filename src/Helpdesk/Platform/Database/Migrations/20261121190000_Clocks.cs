using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Helpdesk.Platform.Database.Migrations
{
    /// <inheritdoc />
    public partial class Clocks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<short[]>(
                name: "reached",
                table: "ticket",
                type: "smallint[]",
                nullable: false,
                defaultValueSql: "'{0,0,0,0}'::smallint[]");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "next_at",
                table: "clock",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<short>(
                name: "next_percent",
                table: "clock",
                type: "smallint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "alert",
                columns: table => new
                {
                    ticket_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_alert", x => new { x.ticket_id, x.version });
                    table.ForeignKey(
                        name: "fk_alert_ticket_event_ticket_id_version",
                        columns: x => new { x.ticket_id, x.version },
                        principalTable: "ticket_event",
                        principalColumns: new[] { "ticket_id", "version" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "notification",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ticket_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    mail_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notification", x => new { x.person_id, x.ticket_id, x.version });
                    table.ForeignKey(
                        name: "fk_notification_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_notification_ticket_event_ticket_id_version",
                        columns: x => new { x.ticket_id, x.version },
                        principalTable: "ticket_event",
                        principalColumns: new[] { "ticket_id", "version" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.AddCheckConstraint(
                name: "ck_ticket_reached",
                table: "ticket",
                sql: "array_length(reached, 1) = 4");

            migrationBuilder.CreateIndex(
                name: "ix_clock_next_at",
                table: "clock",
                column: "next_at",
                filter: "next_at is not null");

            migrationBuilder.AddCheckConstraint(
                name: "ck_clock_next",
                table: "clock",
                sql: "(next_at is null) = (next_percent is null)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_clock_next_percent",
                table: "clock",
                sql: "next_percent in (50, 75, 90, 100)");

            migrationBuilder.CreateIndex(
                name: "ix_alert_at",
                table: "alert",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_notification_mail_at",
                table: "notification",
                column: "mail_at",
                filter: "mail_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_notification_person_id_at",
                table: "notification",
                columns: new[] { "person_id", "at" },
                descending: new[] { false, true });

            migrationBuilder.CreateIndex(
                name: "ix_notification_ticket_id_version",
                table: "notification",
                columns: new[] { "ticket_id", "version" });

            migrationBuilder.CreateIndex(
                name: "ix_notification_unread",
                table: "notification",
                column: "person_id",
                filter: "read_at is null");

            // D26, D27: exactly once, whatever the nodes believe.
            migrationBuilder.Sql("""
                create unique index ix_ticket_event_share on ticket_event (ticket_id, (data->>'target'), (coalesce(data->>'percent', '100')))
                    where type in ('warned', 'breached');
                create unique index ix_ticket_event_escalation on ticket_event (ticket_id)
                    where type = 'leads_called' or (type = 'escalated' and data->>'by' = 'clock');
                """);
            // The board (D57) looks at what happened in a day or two, whatever the number of tickets.
            migrationBuilder.Sql("""
                create index ix_clock_met on clock (target, stopped_at) where state = 'met';
                create index ix_clock_missed on clock (target, due) where state = 'missed';
                create index ix_clock_first_stopped on clock (stopped_at) where target = 'first_response' and stopped_at is not null;
                create index ix_ticket_arrived on ticket (arrived_at);
                create index ix_ticket_resolved on ticket (resolved_at) where resolved_at is not null;
                create index ix_ticket_event_moved on ticket_event (type, at) where type in ('escalated', 'leads_called');
                create index ix_message_out on message (at) where direction = 'out';
                """);
            // §1: who reads the board, where roles are stored already; a new database is seeded with them.
            migrationBuilder.Sql("""
                insert into policy_version (kind, version, data, author, reason, at)
                select p.kind, p.version + 1, p.data || (
                        select jsonb_object_agg(r.role, coalesce(p.data->r.role, '[]') || to_jsonb(array[r.permission])) from (values
                            ('team_lead', 'read_board'), ('executive', 'read_board'), ('auditor', 'read_board'), ('safety', 'read_team_board'), ('legal', 'read_team_board')) r (role, permission)),
                    'Helpdesk', 'who reads the SLA board', now()
                from policy_version p where p.kind = 'roles' and p.version = (select max(version) from policy_version where kind = 'roles');
                """);
            // What runs already is looked at in the first round, which records what was used up and plans the rest.
            migrationBuilder.Sql("update clock set next_percent = 50, next_at = now() where state = 'running' and due is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop index ix_ticket_event_share; drop index ix_ticket_event_escalation");
            migrationBuilder.Sql("drop index ix_clock_met; drop index ix_clock_missed; drop index ix_clock_first_stopped; drop index ix_ticket_arrived; drop index ix_ticket_resolved; drop index ix_ticket_event_moved; drop index ix_message_out");
            migrationBuilder.DropTable(
                name: "alert");

            migrationBuilder.DropTable(
                name: "notification");

            migrationBuilder.DropCheckConstraint(
                name: "ck_ticket_reached",
                table: "ticket");

            migrationBuilder.DropIndex(
                name: "ix_clock_next_at",
                table: "clock");

            migrationBuilder.DropCheckConstraint(
                name: "ck_clock_next",
                table: "clock");

            migrationBuilder.DropCheckConstraint(
                name: "ck_clock_next_percent",
                table: "clock");

            migrationBuilder.DropColumn(
                name: "reached",
                table: "ticket");

            migrationBuilder.DropColumn(
                name: "next_at",
                table: "clock");

            migrationBuilder.DropColumn(
                name: "next_percent",
                table: "clock");
        }
    }
}
