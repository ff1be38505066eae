#!/usr/bin/env bash
# Every bench of the statistics beside R on the same data, in one run: milliseconds (medians of five) and their ratio.
#   Benchmarks/statistics.sh [BENCH…]
set -euo pipefail
cd "$(dirname "$0")/.."
program=${STATISTICS_BENCH:-.build/release/StatisticsBench}
folder=build/bench
mkdir -p "$folder"
benches=("$@")
[ ${#benches[@]} -gt 0 ] || benches=($(cd Benchmarks/peers && ls -- *.R | sed 's/\.R$//' | grep -vxE "accuracy|certified"))
printf '| what | Hearth, ms | R, ms | ratio |\n|---|---:|---:|---:|\n'
for bench in "${benches[@]}"; do
  "$program" "$bench" "$folder" 2>"$folder/$bench.ours.log" >"$folder/$bench.ours"
  Rscript --vanilla "Benchmarks/peers/$bench.R" "$folder" 2>"$folder/$bench.peer.log" >"$folder/$bench.peer"
  awk -F '\t' 'NR == FNR { ours[$1] = $2; next } { printf "| %s | %.4g | %.4g | %.0f |\n", $1, ours[$1], $2, $2 / ours[$1] }' \
    "$folder/$bench.ours" "$folder/$bench.peer"
done
