"""Fails unless the R and the polars pipeline computed the same numbers. Usage: python3 agree.py FOLDER FOLDER"""

import csv
import math
import pathlib
import sys


def rows(folder, name):
    with open(pathlib.Path(folder) / f"{name}.csv", newline="") as file:
        return sorted(list(csv.DictReader(file)), key=lambda row: [row.get(k, "") for k in ("scale", "sector", "item", "code")])


def same(first, second):
    try:
        return math.isclose(float(first), float(second), rel_tol=1e-9, abs_tol=1e-300)
    except ValueError:
        return first == second


compared = 0
for name in ("groups", "tests", "alphas", "items"):
    first, second = (rows(folder, name) for folder in sys.argv[1:3])
    if len(first) != len(second) or not first:
        sys.exit(f"{name}: {len(first)} rows against {len(second)}")
    for one, other in zip(first, second):
        for key in one:
            compared += 1
            if not same(one[key], other[key]):
                sys.exit(f"{name}: {key} of {one} is {other[key]} in the other")
print(f"{compared} values agree to 1e-9")
