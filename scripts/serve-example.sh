#!/usr/bin/env bash
# Sets an example installation up when there is none, prints links to answer and to look round, and serves until Ctrl-C.
#   scripts/serve-example.sh HEARTH DIR [PORT]
set -euo pipefail
hearth=$1
dir=$2
port=${3:-8080}
here=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$dir"
if [ ! -s "$dir/links.txt" ]; then
  rm -rf "$dir/data" "$dir/data-keys" "$dir/invitations.txt" "$dir/links.txt"
  # The example's promises are about today, whenever that is.
  sed -e "s/supportChecked: .*/supportChecked: $(date +%F)/" -e "s/Hear: .*/Hear: $(date -d '+60 days' +%F)/" \
    "$here/docs/example/form.yaml" >"$dir/form.yaml"
  "$hearth" example-site --data "$dir/data" --questionnaire "$dir/form.yaml" --roster "$here/docs/example/roster.csv" \
    --invitations "$dir/invitations.txt" --public-url "http://127.0.0.1:$port" >"$dir/links.part"
  mv "$dir/links.part" "$dir/links.txt"
fi
cat "$dir/links.txt"
exec "$hearth" serve --data "$dir/data" --port "$port"
