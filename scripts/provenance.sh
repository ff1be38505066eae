#!/usr/bin/env bash
# One line about a measurement: the day, what was measured, and on what.
set -euo pipefail
cd "$(dirname "$0")/.."
commit=$(git rev-parse --short=12 HEAD 2>/dev/null || echo unknown)
# What is written by the measurements themselves does not count as a change.
git diff --quiet HEAD -- Sources Package.swift Package.resolved 2>/dev/null || commit="$commit with changes"
model=$(awk -F': *' '/model name/ { print $2; exit }' /proc/cpuinfo)
echo "Measured on $(date +%F) at commit $commit: $(nproc) cores, ${model:-processor unknown}."
