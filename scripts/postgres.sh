#!/usr/bin/env bash
# Two private PostgreSQL clusters for tests, the directory's and the answers', on Unix sockets and loopback ports of their own.
#   scripts/postgres.sh start DIR   prints the two connection strings as shell assignments
#   scripts/postgres.sh stop DIR
#   scripts/postgres.sh crash DIR NAME      every process of one of them is killed at once, and it is started again where it was
#   scripts/postgres.sh with COMMAND …      runs the command with both in a folder of their own, and removes it whatever happens
# HEARTH_INITDB: more settings for a new cluster; HEARTH_POSTGRES: for its server.
set -euo pipefail
# Servers outlive the script: what its caller has open must not stay open with them.
for fd in /proc/$$/fd/*; do fd=${fd##*/}; if ((fd > 2 && fd != 255)); then eval "exec $fd>&-"; fi; done
action=$1
if [ "$action" = with ]; then dir=$(mktemp -d); else mkdir -p "$2" && dir=$(cd "$2" && pwd); fi
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
# The server refuses to run as root; its own account exists wherever it is installed.
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

start() {
  local name=$1 data port
  data="$dir/$name"
  if [ ! -d "$data" ]; then
    [ "$(id -u)" != 0 ] || { chown postgres "$dir"; chmod a+rx "$dir"; }
    as "$bin/initdb" -D "$data" -U hearth --auth=trust -E UTF8 --no-locale ${HEARTH_INITDB:-} >/dev/null
  fi
  port=$(free_port)
  as "$bin/pg_ctl" -D "$data" -w -l "$dir/$name.log" \
    -o "-k $dir -p $port -c listen_addresses=127.0.0.1 -c max_connections=200 ${HEARTH_POSTGRES:-}" start >/dev/null
  as "$bin/createdb" -h "$dir" -p "$port" -U hearth hearth 2>/dev/null || true
  echo "HEARTH_TEST_${name^^}_URL='host=127.0.0.1 port=$port user=hearth dbname=hearth'"
}

stop() {
  for name in directory answers; do as "$bin/pg_ctl" -D "$dir/$name" -m immediate stop >/dev/null 2>&1 || true; done
}

crash() {
  local name=$1 first
  first=$(head -1 "$dir/$name/postmaster.pid")
  # First the one that would notice the others' deaths.
  kill -STOP "$first"
  kill -KILL $(pgrep -P "$first") "$first"
  while kill -0 "$first" 2>/dev/null; do sleep 0.02; done
  # With the settings that it was started with.
  as "$bin/pg_ctl" -D "$dir/$name" -w -l "$dir/$name.log" restart >/dev/null 2>&1
}

case $action in
  start) start directory; start answers ;;
  stop) stop ;;
  crash) crash "$3" ;;
  with)
    trap 'stop; rm -rf "$dir"' EXIT
    # Assigned first: a failure inside eval's argument would go unnoticed.
    places=$(start directory; start answers)
    eval "$places"
    export HEARTH_TEST_DIRECTORY_URL HEARTH_TEST_ANSWERS_URL
    "${@:2}"
    ;;
  *) echo "usage: $0 start|stop DIR, crash DIR NAME, or with COMMAND" >&2; exit 2 ;;
esac
