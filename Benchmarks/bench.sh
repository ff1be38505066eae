#!/usr/bin/env bash
# Measures Hearth on simulated studies and, when installed, R and polars on the same work; rewrites the table in README.md.
#
#   HEARTH=path/to/hearth   the release binary (default .build/release/hearth)
#   MOST_ROWS=10000000      the largest study; it needs 140 bytes of disk a row
#   BENCH_DIR=folder        where the files go (default a new temporary folder, removed at the end)
set -euo pipefail
cd "$(dirname "$0")/.."

hearth=${HEARTH:-.build/release/hearth}
most_rows=${MOST_ROWS:-10000000}
here=Benchmarks

stop() { echo "error: $1" >&2; exit 1; }
[ -x "$hearth" ] || stop "no release binary at $hearth; run: swift build -c release"
[ -x /usr/bin/time ] || stop "/usr/bin/time is missing; run: sudo apt-get install time"

if [ -n "${BENCH_DIR:-}" ]; then
  work=$BENCH_DIR
  mkdir -p "$work"
else
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
fi

# measure RUNS PREPARE COMMAND...: sets wall (median seconds) and memory (largest resident set, MB).
measure() {
  local runs=$1 prepare=$2 start end
  shift 2
  : >"$work/times"
  : >"$work/sizes"
  for _ in $(seq "$runs"); do
    $prepare
    start=$EPOCHREALTIME
    /usr/bin/time -q -f %M -o "$work/size" "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; stop "failed: $*"; }
    end=$EPOCHREALTIME
    awk -v a="$start" -v b="$end" 'BEGIN { printf "%.6f\n", b - a }' >>"$work/times"
    cat "$work/size" >>"$work/sizes"
  done
  wall=$(sort -g "$work/times" | awk '{ t[NR] = $1 } END { print NR % 2 ? t[(NR + 1) / 2] : (t[NR / 2] + t[NR / 2 + 1]) / 2 }')
  memory=$(sort -g "$work/sizes" | awk 'END { printf "%.1f", $1 / 1024 }')
}

nothing() { :; }
no_example() { rm -rf "$work/example"; }

# The study file is copied to a fresh folder for every run: what was released before is remembered beside it.
fresh() {
  rm -rf "$work/run" "$work/out"
  mkdir "$work/run"
  cp "$study/study.yaml" "$work/run/"
}

analyse() { measure "$1" fresh "$hearth" analyse "$study/answers.csv" --study "$work/run/study.yaml" --out "$work/run/report"; }

simulate() { # ROWS LAYOUT: sets study
  study=$work/study-$1
  rm -rf "$study"
  "$hearth" example --rows "$1" --layout "$2" --out "$study" >/dev/null
}

seconds() { awk -v s="$1" 'BEGIN { if (s < 0.1) printf "%.0f ms", s * 1000; else printf "%.2f s", s }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.1f", a / b }'; }
megabytes() { awk -v b="$(stat -c %s "$1")" 'BEGIN { printf "%.1f", b / 1e6 }'; }

report=$work/results.md
{
  echo "Measured on $(date +%F): $(nproc) cores, $(awk -F': *' '/model name/ { print $2; exit }' /proc/cpuinfo)."
  echo "Files are in the page cache. Memory is the largest resident set."
  echo
  echo "| 1,000,000 people × 53 columns | wall (median) | memory | against Hearth: time | memory |"
  echo "|---|---|---|---|---|"
} >"$report"

measure 5 no_example "$hearth" example --rows 1000000 --layout bench --out "$work/example"
rm -rf "$work/example"
example_wall=$wall example_memory=$memory

simulate 1000000 bench
size=$(megabytes "$study/answers.csv")
cat "$study/answers.csv" >/dev/null
analyse 5
hearth_wall=$wall hearth_memory=$memory
echo "| hearth analyse, $size MB (5 runs) | $(seconds "$wall") | $memory MB | 1 | 1 |" >>"$report"

others() { # NAME RUNS COMMAND...
  local name=$1 runs=$2
  shift 2
  measure "$runs" nothing "$@"
  echo "| $name ($runs runs) | $(seconds "$wall") | $memory MB | $(ratio "$wall" "$hearth_wall") × | $(ratio "$memory" "$hearth_memory") × |" >>"$report"
}
compared=0
if command -v Rscript >/dev/null && Rscript -e 'library(data.table)' >/dev/null 2>&1; then
  version=$(Rscript -e 'cat(paste0("R ", getRversion(), ", data.table ", packageVersion("data.table")))')
  others "$version" 3 Rscript $here/report.R "$study/answers.csv" "$work/r"
  compared=$((compared + 1))
fi
if command -v python3 >/dev/null && python3 -c 'import polars, scipy' 2>/dev/null; then
  version=$(python3 -c 'import polars; print("polars", polars.__version__)')
  others "$version" 5 python3 $here/report_polars.py "$study/answers.csv" "$work/polars"
  compared=$((compared + 1))
fi
if [ $compared -eq 2 ]; then
  agreement=$(python3 $here/agree.py "$work/r" "$work/polars")
  printf '\nR against polars on this file: %s.\n' "$agreement" >>"$report"
fi
rm -rf "$study" "$work/run"

simulate 40 full
analyse 20
{
  echo
  echo "| other work | wall (median) | memory |"
  echo "|---|---|---|"
  echo "| hearth analyse, the example study of 40 people (20 runs) | $(seconds "$wall") | $memory MB |"
  echo "| hearth example, 1,000,000 × 53, $size MB (5 runs) | $(seconds "$example_wall") | $example_memory MB |"
  echo
  echo "| people | file | hearth analyse | memory | time a person |"
  echo "|---|---|---|---|---|"
} >>"$report"

first_rows= first_memory=
for rows in 1000 10000 100000 1000000 10000000; do
  [ "$rows" -le "$most_rows" ] || continue
  simulate "$rows" bench
  cat "$study/answers.csv" >/dev/null
  analyse 3
  micro=$(awk -v s="$wall" -v n="$rows" 'BEGIN { printf "%.2f µs", s * 1e6 / n }')
  echo "| $rows | $(megabytes "$study/answers.csv") MB | $(seconds "$wall") | $memory MB | $micro |" >>"$report"
  [ -n "$first_rows" ] || { first_rows=$rows first_memory=$memory; }
  last_rows=$rows last_memory=$memory
  rm -rf "$study" "$work/run"
done
awk -v a="$first_memory" -v b="$last_memory" -v n="$first_rows" -v m="$last_rows" 'BEGIN {
  if (m > n) printf "\nMemory a person, from %d to %d people: %.1f bytes.\n", n, m, (b - a) * 1048576 / (m - n) }' >>"$report"

awk -v results="$report" '
  /<!-- results: end -->/ { inside = 0 }
  !inside { print }
  /<!-- results: begin -->/ { inside = 1; print ""; while ((getline line < results) > 0) print line; print "" }
' $here/README.md >"$work/README.md"
cp "$work/README.md" $here/README.md
cat "$report"
