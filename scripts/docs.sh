#!/usr/bin/env bash
# Writes the pages that the program itself knows best.
set -euo pipefail
hearth=$1
cd "$(dirname "$0")/.."
"$hearth" instruments list --json | python3 -c '
import json, sys
words = {"unverified": "not verified", "source_1": "one source", "verified_2plus": "two or more sources", "confirmed": "confirmed"}
scoring = {"open": "yes", "needs_acceptance": "only when accepted by name", "no_key": "not before the key is confirmed"}
print("# The instruments\n\nWritten by `make docs` from the catalogue. No item wording is part of Hearth.\n")
print("| id | name | items | key | scores | licence |\n|---|---|---|---|---|---|")
for i in json.load(sys.stdin):
    cells = [i["id"], i["name"], i["itemCount"] or "", words[i["keyStatus"]], scoring[i["scoring"]], i["wording"]["licence"]]
    print("| " + " | ".join(str(c).replace("|", "/") for c in cells) + " |")
' >docs/instruments.md
echo "docs/instruments.md written"
