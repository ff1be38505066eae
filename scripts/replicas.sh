#!/usr/bin/env bash
# A PostgreSQL cluster with a synchronous standby, as docs/deploy.md sets one up, on loopback.
#   scripts/replicas.sh start DIR   prints the connection string of both
#   scripts/replicas.sh fail DIR    the first dies at once, the standby takes over
#   scripts/replicas.sh stop DIR
set -euo pipefail
# Servers outlive the script: what its caller has open must not stay open with them.
for fd in /proc/$$/fd/*; do fd=${fd##*/}; if ((fd > 2 && fd != 255)); then eval "exec $fd>&-"; fi; done
action=$1
mkdir -p "$2" && dir=$(cd "$2" && pwd)
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
# The server refuses to run as root; its own account exists wherever it is installed.
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
serve() {
  as "$bin/pg_ctl" -D "$dir/$1" -w -l "$dir/$1.log" -o "-k $dir -p $2 -c listen_addresses=127.0.0.1" start >/dev/null
}

case $action in
  start)
    [ "$(id -u)" != 0 ] || { chown postgres "$dir"; chmod a+rx "$dir"; }
    first=$(free_port)
    as "$bin/initdb" -D "$dir/first" -U hearth --auth=trust -E UTF8 --no-locale >/dev/null
    serve first "$first"
    as "$bin/createdb" -h "$dir" -p "$first" -U hearth hearth
    # The copy is made before the first is told to wait for it: a standby that inherited the setting would wait for itself once promoted.
    as "$bin/pg_basebackup" -h "$dir" -p "$first" -U hearth -D "$dir/second" -R -C -S second -X stream --checkpoint=fast
    second=$(free_port)
    serve second "$second"
    as "$bin/psql" -qAt -h "$dir" -p "$first" -U hearth hearth >/dev/null \
      -c "ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (*)'" -c "SELECT pg_reload_conf()"
    echo "host=127.0.0.1,127.0.0.1 port=$first,$second user=hearth dbname=hearth target_session_attrs=read-write connect_timeout=2 tcp_user_timeout=3000"
    ;;
  fail)
    as "$bin/pg_ctl" -D "$dir/first" -m immediate stop >/dev/null
    as "$bin/pg_ctl" -D "$dir/second" -w promote >/dev/null
    ;;
  stop)
    for name in first second; do as "$bin/pg_ctl" -D "$dir/$name" -m immediate stop >/dev/null 2>&1 || true; done
    ;;
  *) echo "usage: $0 start|fail|stop DIR" >&2; exit 2 ;;
esac
