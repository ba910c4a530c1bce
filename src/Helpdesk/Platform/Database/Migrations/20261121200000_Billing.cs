using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Helpdesk.Platform.Database.Migrations
{
    /// <inheritdoc />
    public partial class Billing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "billing_copy",
                columns: table => new
                {
                    customer = table.Column<string>(type: "text", nullable: false),
                    taken_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_billing_copy", x => x.customer);
                });

            migrationBuilder.CreateTable(
                name: "outside_refund",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    charge = table.Column<string>(type: "text", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outside_refund", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "refund_intent",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    ticket_id = table.Column<Guid>(type: "uuid", nullable: false),
                    charge = table.Column<string>(type: "text", nullable: false),
                    customer = table.Column<string>(type: "text", nullable: false),
                    subscription = table.Column<string>(type: "text", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: true),
                    paid = table.Column<long>(type: "bigint", nullable: false),
                    refunded_before = table.Column<long>(type: "bigint", nullable: false),
                    decision = table.Column<string>(type: "text", nullable: false),
                    approval = table.Column<string>(type: "text", nullable: false),
                    proof = table.Column<string>(type: "jsonb", nullable: false),
                    sentence = table.Column<string>(type: "text", nullable: false),
                    policy_version = table.Column<int>(type: "integer", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    message_id = table.Column<Guid>(type: "uuid", nullable: true),
                    then = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    requested_by = table.Column<Guid>(type: "uuid", nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    proposed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    approved_by = table.Column<Guid>(type: "uuid", nullable: true),
                    approved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    next_attempt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    called_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    unknown = table.Column<bool>(type: "boolean", nullable: false),
                    last_error = table.Column<string>(type: "text", nullable: false),
                    refund_id = table.Column<string>(type: "text", nullable: true),
                    request_id = table.Column<string>(type: "text", nullable: true),
                    failure_reason = table.Column<string>(type: "text", nullable: true),
                    bank_reference = table.Column<string>(type: "text", nullable: true),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    subscription_state = table.Column<string>(type: "text", nullable: false),
                    dealt_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refund_intent", x => x.id);
                    table.CheckConstraint("ck_refund_intent_amount", "amount is null and state in ('requested', 'void', 'declined') or amount > 0 and amount <= paid - refunded_before");
                    table.CheckConstraint("ck_refund_intent_balance", "paid >= 0 and refunded_before between 0 and paid");
                    table.CheckConstraint("ck_refund_intent_currency", "currency ~ '^[A-Z]{3}$'");
                    table.CheckConstraint("ck_refund_intent_executed", "state not in ('sending', 'pending', 'requires_action', 'succeeded', 'failed') or approved_at is not null");
                    table.CheckConstraint("ck_refund_intent_second", "approval = 'none' or state not in ('sending', 'pending', 'requires_action', 'succeeded', 'failed') or approved_by is not null and approved_by <> requested_by and approved_by is distinct from proposed_by");
                    table.CheckConstraint("ck_refund_intent_settled", "state not in ('pending', 'requires_action', 'succeeded') or refund_id is not null");
                    table.ForeignKey(
                        name: "fk_refund_intent_person_approved_by",
                        column: x => x.approved_by,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_refund_intent_person_dealt_by",
                        column: x => x.dealt_by,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_refund_intent_person_proposed_by",
                        column: x => x.proposed_by,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_refund_intent_person_requested_by",
                        column: x => x.requested_by,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_refund_intent_ticket_ticket_id",
                        column: x => x.ticket_id,
                        principalTable: "ticket",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stripe_event",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    api_version = table.Column<string>(type: "text", nullable: false),
                    object_id = table.Column<string>(type: "text", nullable: false),
                    charge = table.Column<string>(type: "text", nullable: true),
                    customer = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_attempt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    handled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stripe_event", x => x.id);
                    table.CheckConstraint("ck_stripe_event_state", "state in ('waiting', 'done', 'ignored')");
                });

            migrationBuilder.CreateIndex(
                name: "ix_outside_refund_charge",
                table: "outside_refund",
                column: "charge");

            migrationBuilder.CreateIndex(
                name: "ix_refund_intent_approved_by",
                table: "refund_intent",
                column: "approved_by");

            migrationBuilder.CreateIndex(
                name: "ix_refund_intent_dealt_by",
                table: "refund_intent",
                column: "dealt_by");

            migrationBuilder.CreateIndex(
                name: "ix_refund_intent_key",
                table: "refund_intent",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_refund_intent_next_attempt",
                table: "refund_intent",
                column: "next_attempt",
                filter: "next_attempt is not null");

            migrationBuilder.CreateIndex(
                name: "ix_refund_intent_proposed_by",
                table: "refund_intent",
                column: "proposed_by");

            migrationBuilder.CreateIndex(
                name: "ix_refund_intent_refund_id",
                table: "refund_intent",
                column: "refund_id",
                unique: true,
                filter: "refund_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_refund_intent_requested_by",
                table: "refund_intent",
                column: "requested_by");

            migrationBuilder.CreateIndex(
                name: "ix_refund_intent_state_requested_at",
                table: "refund_intent",
                columns: new[] { "state", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "ix_refund_intent_ticket_id",
                table: "refund_intent",
                column: "ticket_id");

            migrationBuilder.CreateIndex(
                name: "ux_refund_intent_open",
                table: "refund_intent",
                column: "charge",
                unique: true,
                filter: "state in ('requested', 'waiting', 'sending')");

            migrationBuilder.CreateIndex(
                name: "ix_stripe_event_next_attempt",
                table: "stripe_event",
                column: "next_attempt",
                filter: "state = 'waiting'");

            // D42: what was approved is executed exactly so. A frozen figure never changes afterwards, and no intent is deleted.
            migrationBuilder.Sql("""
                create function refund_intent_is_frozen() returns trigger language plpgsql as $$
                begin
                    if tg_op = 'DELETE' then raise exception 'A refund intent is never deleted'; end if;
                    if new.key <> old.key or new.charge <> old.charge or new.ticket_id <> old.ticket_id
                        or (old.state not in ('requested')
                            and (new.amount, new.currency, new.paid, new.refunded_before, new.hash, new.proof, new.customer, new."then")
                                is distinct from (old.amount, old.currency, old.paid, old.refunded_before, old.hash, old.proof, old.customer, old."then"))
                        or (old.refund_id is not null and new.refund_id is distinct from old.refund_id)
                        or (old.called_at is not null and new.called_at is distinct from old.called_at)
                        or (old.state in ('failed', 'void', 'declined') and new.state <> old.state)
                        or (old.state = 'succeeded' and new.state not in ('succeeded', 'failed'))
                        or (old.called_at is not null and new.state in ('requested', 'waiting', 'void', 'declined'))
                    then raise exception 'This refund intent is frozen';
                    end if;
                    return new;
                end $$;
                create trigger refund_intent_is_frozen before update or delete on refund_intent
                    for each row execute function refund_intent_is_frozen();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop table refund_intent; drop function refund_intent_is_frozen()");
            migrationBuilder.DropTable(
                name: "billing_copy");

            migrationBuilder.DropTable(
                name: "outside_refund");

            migrationBuilder.DropTable(
                name: "stripe_event");
        }
    }
}
