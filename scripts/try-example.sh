#!/usr/bin/env bash
# Runs the main job with a built program, as a newcomer would, and checks what came out.
set -euo pipefail
hearth=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"$hearth" example --out study
"$hearth" describe study/answers.csv >described.txt
"$hearth" analyse study/answers.csv --study study/study.yaml --out report
for file in report.html results.json manifest.json; do
  [ -s "report/$file" ] || { echo "error: report/$file is missing or empty" >&2; exit 1; }
done
python3 - <<'PY'
import json
results = json.load(open("report/results.json"))
page = open("report/report.html", encoding="utf-8").read()
assert page.lower().startswith("<!doctype html>"), "report.html is no HTML page"
assert "src=" not in page and "@import" not in page, "report.html asks for something outside itself"
text = json.dumps(results)
assert "Emotional exhaustion" in text, "no Emotional exhaustion in results.json"
print(f"report.html {len(page)} characters, results.json {len(text)} characters")
PY
"$hearth" verify report --data study/answers.csv
sed 's/NHS/NHX/' study/answers.csv >changed.csv
if "$hearth" verify report --data changed.csv >/dev/null 2>&1; then
  echo "error: verify accepted other data" >&2
  exit 1
fi
echo "example study: report made and verified"
