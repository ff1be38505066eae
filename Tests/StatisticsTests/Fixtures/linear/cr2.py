"""CR2 standard errors and Satterthwaite's degrees of freedom of the cases in models.json at 40 digits, as cr2.json (python3 cr2.py, with mpmath).

Straight from the definition, n by n: R's own are off by some 1e-9 where columns nearly depend on each other, and by 1e-4 where a row alone decides a
coefficient, since the root of a matrix with a zero eigenvalue then takes rounding for a direction.
"""
import json
import mpmath as mp

mp.mp.dps = 40


def number(v):
    return mp.mpf(str(v))


def coding(values, sums):
    levels = sorted(set(values))
    if sums:
        return [[-1 if v == levels[-1] else int(v == l) for v in values] for l in levels[:-1]], levels
    return [[int(v == l) for v in values] for l in levels[1:]], levels


def table(case):
    n = len(case["y"])
    columns = [[mp.mpf(1)] * n] if case["intercept"] else []
    margins = [set()] if case["intercept"] else []
    for term in case["terms"]:
        current = [[mp.mpf(1)] * n]
        for variable in term:
            if variable in case["numbers"]:
                parts = [[number(v) for v in case["numbers"][variable]]]
            else:
                values = case["factors"][variable]
                parts, levels = coding(values, case["sum"])
                if set(term) - {variable} not in margins:
                    parts = [[int(v == l) for v in values] for l in levels]
            current = [[a * b for a, b in zip(p, q)] for q in parts for p in current]
        columns += current
        margins.append(set(term))
    return mp.matrix(columns).T


result = []
for case in json.load(open("models.json"))["cases"]:
    X = table(case)
    n, k = X.rows, X.cols
    w = [number(v) for v in case.get("weights") or [1] * n]
    WX = mp.matrix(n, k)
    for i in range(n):
        for j in range(k):
            WX[i, j] = w[i] * X[i, j]
    M = mp.inverse(X.T * WX)
    y = mp.matrix([number(v) for v in case["y"]])
    free = mp.eye(n) - X * M * WX.T
    B = free * free.T
    e = free * y
    clusters = [[i for i in range(n) if case["cluster"][i] == g] for g in sorted(set(case["cluster"]))]
    shares, scores = [], []
    for members in clusters:
        values, vectors = mp.eigsy(mp.matrix([[B[i, j] for j in members] for i in members]))
        A = vectors * mp.diag([1 / mp.sqrt(v) if v > mp.mpf("1e-20") else 0 for v in values]) * vectors.T
        part = mp.matrix([[WX[i, j] for j in range(k)] for i in members])
        scores.append(M * part.T * A * mp.matrix([e[i] for i in members]))
        # pᵍ of every coefficient, in rows of the whole table.
        p = A * part * M
        whole = mp.matrix(n, k)
        for place, i in enumerate(members):
            for j in range(k):
                whole[i, j] = p[place, j]
        shares.append(whole)
    deviations, freedoms = [], []
    for j in range(k):
        deviations.append(mp.sqrt(sum(s[j] ** 2 for s in scores)))
        p = mp.matrix(n, len(clusters))
        for g, whole in enumerate(shares):
            for i in range(n):
                p[i, g] = whole[i, j]
        q = free.T * p
        G = q.T * q
        freedoms.append(sum(G[g, g] for g in range(G.rows)) ** 2 / sum(v ** 2 for v in G))
    result.append(dict(name=case["name"], standardErrors=[float(v) for v in deviations], degreesOfFreedom=[float(v) for v in freedoms]))
json.dump(dict(madeBy="cr2.py", mpmath=mp.__version__, tolerance=1e-9, cases=result), open("cr2.json", "w"))
