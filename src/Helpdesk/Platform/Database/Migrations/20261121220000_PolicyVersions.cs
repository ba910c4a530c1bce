using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Helpdesk.Platform.Database.Migrations
{
    /// <inheritdoc />
    public partial class PolicyVersions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "sla_version",
                table: "ticket",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.CreateTable(
                name: "board_link",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_board_link", x => x.id);
                    table.CheckConstraint("ck_board_link_hash", "hash ~ '^[0-9a-f]{64}$'");
                    table.CheckConstraint("ck_board_link_name", "length(name) between 1 and 60");
                    table.CheckConstraint("ck_board_link_revoked", "revoked_at >= made_at");
                    table.ForeignKey(
                        name: "fk_board_link_person_made_by",
                        column: x => x.made_by,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "ck_ticket_sla_version",
                table: "ticket",
                sql: "sla_version > 0");

            migrationBuilder.CreateIndex(
                name: "ix_board_link_hash",
                table: "board_link",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_board_link_made_by",
                table: "board_link",
                column: "made_by");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "board_link");

            migrationBuilder.DropCheckConstraint(
                name: "ck_ticket_sla_version",
                table: "ticket");

            migrationBuilder.DropColumn(
                name: "sla_version",
                table: "ticket");
        }
    }
}
