using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Helpdesk.Platform.Database.Migrations
{
    /// <inheritdoc />
    public partial class RedTeam : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "red_team_case",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    fires = table.Column<bool>(type: "boolean", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: true),
                    at_least = table.Column<short>(type: "smallint", nullable: true),
                    why = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    author = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_by = table.Column<string>(type: "text", nullable: true),
                    withdrawn_why = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_red_team_case", x => x.id);
                    table.CheckConstraint("red_team_case_says_something", "length(btrim(text)) between 1 and 20000 and length(btrim(why)) between 1 and 500");
                    table.CheckConstraint("red_team_case_silence_has_no_kind", "fires or (kind is null and at_least is null)");
                    table.CheckConstraint("red_team_case_withdrawn_by_somebody", "num_nonnulls(withdrawn_at, withdrawn_by, withdrawn_why) in (0, 3)");
                    table.ForeignKey(
                        name: "fk_red_team_case_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_red_team_case_person_id",
                table: "red_team_case",
                column: "person_id");

            // A phrase is kept once while it is in force; btree keys are short, so the digest stands for the text.
            migrationBuilder.Sql("create unique index ix_red_team_case_text on red_team_case (md5(text)) where withdrawn_at is null;");
            migrationBuilder.Sql("""
                create trigger red_team_case_is_never_deleted before delete on red_team_case
                    for each row execute function refuse_change();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "red_team_case");
        }
    }
}
