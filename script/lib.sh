# Shared by the scripts beside it; sourced, never run. Says what it does on standard error, so that a script's
# standard output stays its answer.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en
# dotnet and NuGet keep their caches under HOME, which a bare CI environment may lack.
export HOME="${HOME:-$(cd ~ 2>/dev/null && pwd || echo /tmp)}"

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# ensure_package PACKAGE WHAT: as root installs it, as an ordinary user prints the one command and ends.
ensure_package() {
  local command="apt-get install -y $1"
  command -v apt-get >/dev/null || die "$2 is missing. Install the package that holds it ($1 on Debian and Ubuntu) and start again."
  [ "$(id -u)" = 0 ] || die "$2 is missing. Install it with this command and start again: sudo $command"
  say "$2 is missing; installing it: $command"
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q "$1"; } >&2 || die "$command did not work; see above."
}

ensure_dotnet() {
  command -v dotnet >/dev/null || die ".NET SDK 10 is missing. Install it (https://dot.net/download) and start again."
  (cd "$root" && dotnet --version >/dev/null 2>&1) ||
    die "The installed .NET SDK does not do: Helpdesk needs version 10 (global.json), here is $(cd / && dotnet --version 2>/dev/null || echo none)."
}

have_postgres() {
  [ -n "${HELPDESK_POSTGRES_PROGRAMS:-}" ] || command -v initdb >/dev/null ||
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null ||
    compgen -G '/opt/homebrew/opt/postgresql*/bin/initdb' >/dev/null || compgen -G '/usr/local/opt/postgresql*/bin/initdb' >/dev/null
}

# The application says the same in other words when it is started without these scripts.
ensure_postgres() { have_postgres || ensure_package postgresql PostgreSQL; }

ensure_openssl() { command -v openssl >/dev/null || ensure_package openssl openssl; }

ensure_chromium() {
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ||
    ensure_package chromium "Chromium, which the browser tests drive,"
}

# sources_newer_than STAMP: whether anything that goes into the build changed since.
sources_newer_than() {
  [ -f "$1" ] || return 0
  [ -n "$(find "$root/src" "$root/sandbox" "$root"/*.props "$root"/.editorconfig "$root/global.json" \
    \( -name obj -o -name bin \) -prune -o -type f -newer "$1" -print -quit)" ]
}

# build: the application and the sandbox in Release, only when a source is newer; one at a time.
build() {
  local stamp="$root/artifacts/.built"
  sources_newer_than "$stamp" || return 0
  ensure_dotnet
  mkdir -p "$root/artifacts"
  (
    ! command -v flock >/dev/null || flock 9
    sources_newer_than "$stamp" || exit 0 # somebody else built it while we waited
    say "Building (about half a minute the first time) ..."
    touch "$stamp.start"
    for project in src/Helpdesk sandbox/Helpdesk.Sandbox; do
      (cd "$root" && dotnet build "$project" -c Release -v q -clp:ErrorsOnly -nodeReuse:false -p:RunAnalyzers=false) >&2 || exit 1
    done
    mv "$stamp.start" "$stamp"
  ) 9>"$root/artifacts/.lock" || die "The build failed; see above."
}

application() { printf '%s' "$root/artifacts/bin/Helpdesk/release/helpdesk"; }
