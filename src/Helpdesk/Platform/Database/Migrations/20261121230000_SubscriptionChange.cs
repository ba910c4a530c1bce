using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Helpdesk.Platform.Database.Migrations
{
    /// <inheritdoc />
    public partial class SubscriptionChange : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "subscription_change",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    ticket_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer = table.Column<string>(type: "text", nullable: false),
                    subscription = table.Column<string>(type: "text", nullable: false),
                    item = table.Column<string>(type: "text", nullable: false),
                    act = table.Column<string>(type: "text", nullable: false),
                    price = table.Column<string>(type: "text", nullable: true),
                    price_before = table.Column<string>(type: "text", nullable: false),
                    ended_before = table.Column<bool>(type: "boolean", nullable: false),
                    period_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: true),
                    prorated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    requested_by = table.Column<Guid>(type: "uuid", nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    confirmed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    next_attempt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    called_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    unknown = table.Column<bool>(type: "boolean", nullable: false),
                    last_error = table.Column<string>(type: "text", nullable: false),
                    request_id = table.Column<string>(type: "text", nullable: true),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subscription_change", x => x.id);
                    table.CheckConstraint("ck_subscription_change_confirmed", "state not in ('sending', 'done', 'failed') or confirmed_by is not null and confirmed_at is not null");
                    table.CheckConstraint("ck_subscription_change_price", "(act = 'change_plan') = (price is not null)");
                    table.CheckConstraint("ck_subscription_change_work", "(next_attempt is not null) = (state = 'sending')");
                    table.ForeignKey(
                        name: "fk_subscription_change_person_confirmed_by",
                        column: x => x.confirmed_by,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_subscription_change_person_requested_by",
                        column: x => x.requested_by,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_subscription_change_ticket_ticket_id",
                        column: x => x.ticket_id,
                        principalTable: "ticket",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_subscription_change_confirmed_by",
                table: "subscription_change",
                column: "confirmed_by");

            migrationBuilder.CreateIndex(
                name: "ix_subscription_change_key",
                table: "subscription_change",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_subscription_change_next_attempt",
                table: "subscription_change",
                column: "next_attempt",
                filter: "next_attempt is not null");

            migrationBuilder.CreateIndex(
                name: "ix_subscription_change_requested_by",
                table: "subscription_change",
                column: "requested_by");

            migrationBuilder.CreateIndex(
                name: "ix_subscription_change_ticket_id",
                table: "subscription_change",
                column: "ticket_id");

            migrationBuilder.CreateIndex(
                name: "ux_subscription_change_open",
                table: "subscription_change",
                column: "subscription",
                unique: true,
                filter: "state in ('requested', 'sending')");

            // D45a: what was confirmed is done exactly so; no change of a subscription is deleted, and none that is settled moves again.
            migrationBuilder.Sql("""
                create function subscription_change_is_frozen() returns trigger language plpgsql as $$
                begin
                    if tg_op = 'DELETE' then raise exception 'A change of a subscription is never deleted'; end if;
                    if (new.key, new.subscription, new.customer, new.ticket_id, new.act, new.price, new.item) is distinct from (old.key, old.subscription, old.customer, old.ticket_id, old.act, old.price, old.item)
                        or (old.state <> 'requested' and (new.hash, new.total, new.prorated_at, new.price_before, new.confirmed_by) is distinct from (old.hash, old.total, old.prorated_at, old.price_before, old.confirmed_by))
                        or (old.called_at is not null and new.called_at is distinct from old.called_at)
                        or (old.state in ('done', 'failed', 'void', 'declined') and new.state <> old.state)
                        or (old.state = 'sending' and new.state in ('requested', 'declined'))
                        or (old.called_at is not null and new.state = 'void')
                    then raise exception 'This change of a subscription is frozen';
                    end if;
                    return new;
                end $$;
                create trigger subscription_change_is_frozen before update or delete on subscription_change
                    for each row execute function subscription_change_is_frozen();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop table subscription_change; drop function subscription_change_is_frozen()");
        }
    }
}
