"""Reference values for Tukey's and Games and Howell's comparisons: python3 make-pairs.py (in this folder, after make-fixtures.R).

R's ptukey is good to about 1e-8, so p-values and critical values are worked out by the quadrature of
distributions/studentized_range.py at 35 digits, from the groups as written in pairs-by-r.json; R's p stands beside them.
"""

import json
import sys
from itertools import combinations
from multiprocessing import Pool

sys.path.insert(0, "distributions")
import mpmath
from mpmath import mp, mpf, sqrt
from studentized_range import cumulative

CONFIDENCE = "0.95"


def moments(group):
    values = [mpf(repr(v)) for v in group]
    mean = sum(values) / len(values)
    return len(values), mean, sum((v - mean) ** 2 for v in values)


def survival(k, nu, q):
    mp.dps = 35
    lost = int(max(mpf(0), nu / 2 * mpmath.log(1 + q * q / (2 * nu)) / mpmath.log(10)))
    mp.dps = 35 + lost + 10
    result = 1 - cumulative(k, nu, q) if q > 0 else mpf(1)
    mp.dps = 35
    return result


def critical(k, nu):
    """q with P(Q > q) = 1 - CONFIDENCE, by secants."""
    mp.dps = 35
    target = 1 - mpf(CONFIDENCE)
    a, b = mpf(3), mpf(4)
    at_a, at_b = survival(k, nu, a), survival(k, nu, b)
    for _ in range(40):
        # On the logarithm of the tail, which is nearly straight in q.
        slope = (mpmath.log(at_b) - mpmath.log(at_a)) / (b - a)
        a, at_a = b, at_b
        b = max(b + (mpmath.log(target) - mpmath.log(at_b)) / slope, b / 3)
        if abs(b - a) < mpf(10) ** -20 * b:
            return b
        at_b = survival(k, nu, b)
    raise ArithmeticError((k, nu))


def reference(case):
    mp.dps = 35
    groups = [moments(g) for g in case["groups"]]
    k = len(groups)
    rows = []
    within = sum(g[2] for g in groups)
    freedom = sum(g[0] for g in groups) - k
    shared = critical(k, mpf(freedom)) if case["method"] == "tukey" else None
    for first, second in combinations(range(k), 2):
        (n, a, p), (m, b, q) = groups[first], groups[second]
        if case["method"] == "tukey":
            nu, error, quantile = mpf(freedom), sqrt(within / freedom * (mpf(1) / n + mpf(1) / m)), shared
        else:
            e, f = p / (n - 1) / n, q / (m - 1) / m
            nu, error = (e + f) ** 2 / (e**2 / (n - 1) + f**2 / (m - 1)), sqrt(e + f)
            quantile = critical(k, nu)
        statistic = sqrt(mpf(2)) * abs(b - a) / error
        half = quantile * error / sqrt(mpf(2))
        rows.append([b - a, error, nu, statistic, survival(k, nu, statistic), b - a - half, b - a + half])
    names = ["difference", "standardError", "df", "statistic", "pValue", "lower", "upper"]
    expected = {name: [float(row[i]) for row in rows] for i, name in enumerate(names)}
    return {
        "method": case["method"], "name": case["name"], "groups": case["groups"],
        "expected": expected | {"byR": case["expected"]["byR"]},
    }


if __name__ == "__main__":
    source = json.load(open("pairs-by-r.json"))
    with Pool(2) as pool:
        cases = pool.map(reference, source["cases"], chunksize=1)
    document = {
        "madeBy": "make-pairs.py", "mpmath": mpmath.__version__, "R": source["R"], "tolerance": 1e-10, "cases": cases,
    }
    with open("pairs.json", "w") as file:
        json.dump(document, file, separators=(",", ":"))
        file.write("\n")
