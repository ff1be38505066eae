"""Exact Kruskal–Wallis: every way to deal the ranks out, in fractions.

    python3 kruskal_wallis.py > kruskal-wallis.json

Group by group over combinations, H in fractions with its correction for ties; nothing is shared with the library's count.
"""

import json
import random
from fractions import Fraction
from itertools import combinations


def mid_ranks(values):
    return [Fraction(sum(v < x for v in values)) + Fraction(sum(v == x for v in values) + 1, 2) for x in values]


def statistic(ranks, groups):
    n = len(ranks)
    middle = Fraction(n + 1, 2)
    squares = sum((r - middle) ** 2 for r in ranks)
    return (n - 1) * sum(sum(ranks[i] - middle for i in g) ** 2 / len(g) for g in groups) / squares


def deals(free, sizes):
    if not sizes:
        yield []
        return
    for chosen in combinations(free, sizes[0]):
        rest = [i for i in free if i not in chosen]
        for others in deals(rest, sizes[1:]):
            yield [chosen, *others]


rng = random.Random(7)
cases = []
for _ in range(60):
    sizes = [rng.randint(1, 3) for _ in range(rng.randint(2, 4))]
    if sum(sizes) > 9 or sum(sizes) < 3:
        continue
    top = rng.choice([4, 100])
    values = [rng.randint(1, top) for _ in range(sum(sizes))]
    if len(set(values)) < 2:
        continue
    ranks = mid_ranks(values)
    starts = [sum(sizes[:i]) for i in range(len(sizes))]
    observed = statistic(ranks, [range(s, s + k) for s, k in zip(starts, sizes)])
    all_of = [statistic(ranks, g) for g in deals(list(range(len(values))), sizes)]
    as_large = sum(h >= observed for h in all_of)
    cases.append({
        "method": "kruskalWallisExact", "name": str(len(cases)),
        "groups": [values[s : s + k] for s, k in zip(starts, sizes)],
        "expected": {"statistic": [float(observed)], "pValue": [float(Fraction(as_large, len(all_of)))]},
    })
print(json.dumps({"madeBy": "kruskal_wallis.py", "R": "none", "tolerance": 1e-13, "cases": cases}))
