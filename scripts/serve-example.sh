#!/usr/bin/env bash
# Opens the example wave when there is none, prints links to answer it, and serves until Ctrl-C.
#   scripts/serve-example.sh HEARTH DIR [PORT]
set -euo pipefail
hearth=$1
dir=$2
port=${3:-8080}
here=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$dir"
if [ ! -s "$dir/invitations.csv" ]; then
  rm -rf "$dir/data" "$dir/data-keys" "$dir/invitations.csv"
  # The example's promises are about today, whenever that is.
  sed -e "s/supportChecked: .*/supportChecked: $(date +%F)/" -e "s/Hear: .*/Hear: $(date -d '+60 days' +%F)/" \
    "$here/docs/example/form.yaml" >"$dir/form.yaml"
  "$hearth" wave open example --data "$dir/data" --questionnaire "$dir/form.yaml" \
    --roster "$here/docs/example/roster.csv" --invitations "$dir/invitations.csv" --public-url "http://127.0.0.1:$port"
fi
echo "Answer as one of the invented people (all links are in $dir/invitations.csv):"
sed -n '2,4s/.*,"\{0,1\}\(http[^"]*\)"\{0,1\}$/  \1/p' "$dir/invitations.csv"
exec "$hearth" serve --data "$dir/data" --port "$port"
