"""Regressions that lose digits in ordinary arithmetic, solved at 200 digits, as hard.json (python3 hard.py, with mpmath).

Every set is made here by a rule. "doubles" sets are to be read as the nearest doubles, and solved for those; "decimals" sets as written. The normal equations
at 200 digits lose at most some 40 of them; their residual is checked.
"""
import json
from mpmath import mp, mpf, matrix, lu_solve, inverse, sqrt

mp.dps = 200


def pattern(i, size):
    """A residual without a rule, from a small congruential sequence."""
    return ((i * i * 7919 + i * 104729 + 31) % 1009 - 504) * size / 504


def rounded(value, places):
    return f"{value:.{places}f}"


sets = []


def add(name, reading, columns, y, weights=None, powers=None, intercept=True):
    sets.append(dict(name=name, reading=reading, columns=columns, y=y, weights=weights, degree=powers or 1, intercept=intercept))


# A polynomial of degree 10 over Filip's range.
x = [rounded(-9 + 6 * i / 81 + pattern(i, 0.03), 9) for i in range(82)]
add("degree 10 on -9 to -3", "decimals", [x], [rounded(0.85 + 0.06 * float(mp.sin(float(v) * 1.3)) + pattern(i, 0.004), 4) for i, v in enumerate(x)], powers=10)
# Wampler's integers with residuals of my own.
for name, size in (("small", 1), ("large", 100000)):
    add(f"degree 5 on 0 to 20, {name} residuals", "doubles", [[str(i) for i in range(21)]],
        [repr(float(sum(i ** p for p in range(6)) + int(pattern(i, 2000)) * size)) for i in range(21)], powers=5)
# Coefficients 1, .1, .01, ...
add("degree 5, falling coefficients", "decimals", [[str(i) for i in range(21)]],
    [mp.nstr(sum(mpf(i) ** p / mpf(10) ** p for p in range(6)) + mpf(int(pattern(i, 400))) / 10 ** 5, 25, strip_zeros=True) for i in range(21)], powers=5)
# Hilbert's segments.
for n, k in ((12, 5), (16, 7), (20, 8)):
    columns = [[repr(1.0 / (i + j + 1)) for i in range(n)] for j in range(k)]
    add(f"Hilbert {n} x {k}", "doubles", columns, [repr(sum(1.0 / (i + j + 1) for j in range(k)) + pattern(i, 1e-4)) for i in range(n)], intercept=False)
# Lauchli's: equal rows but for a small diagonal.
for epsilon in ("1e-4", "1e-7", "1e-9"):
    columns = [["1"] * 4 + [epsilon if i == j else "0" for i in range(8)] for j in range(5)]
    add(f"Lauchli {epsilon}", "doubles", columns, [repr(5 + pattern(i, 0.5) if i < 4 else float(epsilon) * (1 + pattern(i, 0.5))) for i in range(12)],
        intercept=False)
# Predictors far from 0, and nearly the same as each other.
for offset in ("1000000", "100000000", "1000000000000"):
    x = [offset + "." + f"{(i * 37) % 100:02d}" for i in range(30)]
    z = [offset + "." + f"{(i * 53 + 7) % 100:02d}" for i in range(30)]
    add(f"far from 0 by {offset}", "decimals", [x, z], [rounded(2 * ((i * 37) % 100) / 100 - 3 * ((i * 53 + 7) % 100) / 100 + pattern(i, 0.2), 3) for i in range(30)])
# Longley's kind: everything grows by the year.
year = [str(1947 + i) for i in range(16)]
growth = [[rounded(a + b * i + pattern(i + s, c), 1) for i in range(16)] for a, b, c, s in
          ((83, 2.2, 1.1, 1), (234289, 21000, 4000, 2), (2356, 150, 900, 3), (1590, 90, 500, 4), (107608, 1500, 90, 5))]
add("growth by the year", "decimals", growth + [year], [rounded(60323 + 700 * i + pattern(i + 6, 500), 0) for i in range(16)])
# Two columns that differ in their last digits only.
base = [float(i % 7) + 0.5 for i in range(24)]
add("nearly equal columns", "doubles", [[repr(v) for v in base], [repr(v + pattern(i, 1e-8)) for i, v in enumerate(base)]],
    [repr(v + pattern(i + 3, 0.3)) for i, v in enumerate(base)])
# Units far apart.
add("units far apart", "doubles", [[repr(pattern(i, 1e12)) for i in range(20)], [repr(pattern(i + 5, 1e-12)) for i in range(20)], [repr(pattern(i + 9, 1.0)) for i in range(20)]],
    [repr(1e6 + pattern(i + 2, 3.0)) for i in range(20)])
# Weights of twelve powers of ten.
x = [repr(float(i)) for i in range(18)]
add("weights far apart", "doubles", [x, [repr(float(i * i)) for i in range(18)]], [repr(3.0 + i + pattern(i, 2.0)) for i in range(18)],
    weights=[repr(10.0 ** ((i * 5) % 13 - 6)) for i in range(18)])
# An outcome that is nearly the fit.
add("residuals of 1e-11", "doubles", [[repr(float(i)) for i in range(25)]], [repr(7.0 + 0.5 * i + pattern(i, 1e-11)) for i in range(25)])


def solve(s):
    read = (lambda v: mpf(v)) if s["reading"] == "decimals" else (lambda v: mpf(float(v)))
    y = [read(v) for v in s["y"]]
    n = len(y)
    w = [mpf(float(v)) for v in s["weights"]] if s["weights"] else [mpf(1)] * n
    columns = [[mpf(1)] * n] if s["intercept"] else []
    for column in s["columns"]:
        columns += [[read(v) ** p for v in column] for p in range(1, s["degree"] + 1)]
    X = matrix(columns).T
    k = X.cols
    WX = matrix([[w[i] * X[i, j] for j in range(k)] for i in range(n)])
    M = X.T * WX
    right = WX.T * matrix(y)
    b = lu_solve(M, right)
    assert max(abs(v) for v in M * b - right) < mpf(10) ** -120 * max(abs(v) for v in right)
    inverted = inverse(M)
    rest = matrix(y) - X * b
    rss = sum(w[i] * rest[i] ** 2 for i in range(n))
    centre = sum(a * v for a, v in zip(w, y)) / sum(w) if s["intercept"] else mpf(0)
    total = sum(a * (v - centre) ** 2 for a, v in zip(w, y))
    variance = rss / (n - k)
    leverages = [w[i] * sum(X[i, a] * inverted[a, c] * X[i, c] for a in range(k) for c in range(k)) for i in range(n)]

    def robust(factor):
        meat = matrix(k, k)
        for i in range(n):
            share = (w[i] * rest[i]) ** 2 * factor(i)
            for a in range(k):
                for c in range(k):
                    meat[a, c] += share * X[i, a] * X[i, c]
        v = inverted * meat * inverted
        return [sqrt(v[j, j]) for j in range(k)]

    # What each column adds after those before it.
    added, previous = [], None
    for count in range(k + 1):
        if count == 0:
            left = sum(w[i] * y[i] ** 2 for i in range(n))
        else:
            part = matrix([[M[a, c] for c in range(count)] for a in range(count)])
            coefficients = lu_solve(part, matrix([right[a] for a in range(count)]))
            left = sum(w[i] * (y[i] - sum(X[i, a] * coefficients[a] for a in range(count))) ** 2 for i in range(n))
            added.append(previous - left)
        previous = left
    numerator = k - (1 if s["intercept"] else 0)
    result = dict(
        estimates=list(b), deviations=[sqrt(variance * inverted[j, j]) for j in range(k)], residual=[sqrt(variance)], rSquared=[1 - rss / total],
        f=[(total - rss) / numerator / variance], leverages=leverages, hc0=robust(lambda i: 1), hc3=robust(lambda i: 1 / (1 - leverages[i]) ** 2),
        typeI=added[1:] if s["intercept"] else added, residuals=list(rest))
    return {key: [float(v) for v in values] for key, values in result.items()}


for s in sets:
    s["certified"] = solve(s)
    s["weights"] = s["weights"] or []
json.dump(dict(madeBy="hard.py", mpmath=__import__("mpmath").__version__, tolerance="13 digits, see HardRegressionTests", sets=sets), open("hard.json", "w"))
