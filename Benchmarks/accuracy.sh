#!/usr/bin/env bash
# How exact the statistics are, with R beside them: the worst points of every distribution, and correct digits on NIST's certified sets.
#   Benchmarks/accuracy.sh
set -euo pipefail
cd "$(dirname "$0")/.."
program=${STATISTICS_BENCH:-.build/release/StatisticsBench}
folder=build/bench
mkdir -p "$folder"
"$program" accuracy "$folder" >"$folder/accuracy.log"
Rscript --vanilla Benchmarks/peers/accuracy.R "$folder"
"$program" certified "$folder" >"$folder/certified.ours"
Rscript --vanilla Benchmarks/peers/certified.R "$folder" >"$folder/certified.peer"
printf '\n## Correct digits on certified data sets, of 15\n\n| what | Hearth | R |\n|---|---:|---:|\n'
awk -F '\t' 'NR == FNR { peer[$1] = $2; next } { name = $1; sub(/^digits of /, "", name); printf "| %s | %s | %s |\n", name, $2, peer[$1] }' \
  "$folder/certified.peer" "$folder/certified.ours"
