"""Logistic, Poisson and Cox regression (no ties) by Newton's method at 60 digits, on predictors that are hard in double precision:
years and their squares, units far apart, near copies. Run in this folder with mpmath."""
import json, random
import mpmath
from mpmath import mp, mpf, matrix, lu_solve, inverse, exp, log, sqrt

mp.dps = 60
random.seed(20)

def newton(point, p):
    b = matrix([mpf(0)] * p)
    for _ in range(40):
        value, gradient, information = point(b)
        step = lu_solve(information, gradient)
        # Steps square: after one this small, 50 digits stand.
        if all(abs(d) < mpf(10) ** -28 * (mpf(10) ** -20 + abs(v)) for d, v in zip(step, b)):
            b = b + step
            break
        share = mpf(1)
        while share > mpf(10) ** -6:
            try:
                if point(b + share * step)[0] >= value: break
            except OverflowError: pass
            share /= 2
        b = b + share * step
    else:
        raise ArithmeticError("not converged: separated data")
    value, _, information = point(b)
    covariance = inverse(information)
    return [v for v in b], [sqrt(covariance[i, i]) for i in range(p)], value

def glm(rows, y, family):
    p = len(rows[0])
    def point(b):
        value, g, H = mpf(0), matrix(p, 1), matrix(p, p)
        for x, k in zip(rows, y):
            e = sum(b[j] * x[j] for j in range(p))
            if abs(e) > 5000: raise OverflowError
            if family == "binomial":
                m = 1 / (1 + exp(-e)); w = m * (1 - m); value += log(m) if k else log(1 - m)
            else:
                m = exp(e); w = m; value += k * e - m - mpmath.loggamma(k + 1)
            for a in range(p):
                g[a] += (k - m) * x[a]
                for c in range(p): H[a, c] += w * x[a] * x[c]
        return value, g, H
    return newton(point, p)

def cox(rows, time, event):
    p, order = len(rows[0]), sorted(range(len(time)), key=lambda i: time[i])
    def point(b):
        value, g, H = mpf(0), matrix(p, 1), matrix(p, p)
        s0, s1, s2 = mpf(0), matrix(p, 1), matrix(p, p)
        for i in reversed(order):
            x = rows[i]; e = sum(b[j] * x[j] for j in range(p))
            if abs(e) > 5000: raise OverflowError
            w = exp(e); s0 += w
            for a in range(p):
                s1[a] += w * x[a]
                for c in range(p): s2[a, c] += w * x[a] * x[c]
            if event[i]:
                value += e - log(s0)
                for a in range(p):
                    g[a] += x[a] - s1[a] / s0
                    for c in range(p): H[a, c] += s2[a, c] / s0 - s1[a] * s1[c] / s0 ** 2
        return value, g, H
    return newton(point, p)

def columns(kind, n):
    if kind == "year":
        year = [random.randint(2005, 2024) for _ in range(n)]
        return [year, [v * v for v in year]]
    if kind == "units":
        return [[random.gauss(0, 1) * 2.0 ** 40 for _ in range(n)], [random.gauss(0, 1) * 2.0 ** -40 for _ in range(n)]]
    if kind == "copy":
        first = [round(random.gauss(0, 1), 3) for _ in range(n)]
        return [first, [v + round(random.gauss(0, 1), 3) / 1024 for v in first]]
    return [[round(random.gauss(0, 1), 2) for _ in range(n)], [random.randint(0, 4) for _ in range(n)]]

cases = []

def case_of(index):
    kind, family = ["plain", "year", "units", "copy"][index % 4], ["binomial", "poisson", "cox"][index // 4 % 3]
    n = 40
    table = columns(kind, n)
    z = [[(v - sum(c) / n) / (max(c) - min(c)) for v in c] for c in table]
    signal = [1.5 * z[0][i] + 0.5 * random.gauss(0, 1) for i in range(n)]
    case = {"kind": kind, "family": family, "columns": table}
    exact = [[mpf(v) for v in c] for c in table]
    if family == "cox":
        time = random.sample(range(1, 1000), n); time = [round(t * 2.718 ** -signal[i], 6) for i, t in enumerate(time)]
        event = [random.random() < 0.7 for _ in range(n)]
        rows = [[exact[j][i] for j in range(2)] for i in range(n)]
        # The partial likelihood does not see a shift: centred at 60 digits, so that exponents stay small.
        mean = [sum(c) / n for c in exact]
        b, s, v = cox([[r[j] - mean[j] for j in range(2)] for r in rows], time, event)
        case.update(time=time, event=[int(e) for e in event])
    else:
        rows = [[mpf(1)] + [exact[j][i] for j in range(2)] for i in range(n)]
        y = [int(random.random() < 1 / (1 + 2.718 ** -v)) for v in signal] if family == "binomial" else [min(12, int(random.expovariate(1) * 2.718 ** (0.7 + v))) for v in signal]
        # Fitted on centred and scaled columns, then turned back, all at 60 digits.
        mean, size = [sum(c) / n for c in exact], [max(abs(v - sum(c) / n) for v in c) for c in exact]
        b, s, v = glm(rows_scaled := [[mpf(1)] + [(exact[j][i] - mean[j]) / size[j] for j in range(2)] for i in range(n)], y, family)
        T = matrix([[1, -mean[0] / size[0], -mean[1] / size[1]], [0, 1 / size[0], 0], [0, 0, 1 / size[1]]])
        H = matrix(3, 3)
        for r, k in zip(rows_scaled, y):
            e = sum(b[j] * r[j] for j in range(3)); w = exp(e) / (1 + exp(e)) ** 2 if family == "binomial" else exp(e)
            for a in range(3):
                for c in range(3): H[a, c] += w * r[a] * r[c]
        C = T * inverse(H) * T.T
        b, s = list(T * matrix(b)), [sqrt(C[j, j]) for j in range(3)]
        case["response"] = y
    case.update(coefficients=[float(x) for x in b], errors=[float(x) for x in s], logLik=float(v))
    cases.append(case)

index = 0
while len(cases) < 48:
    try: case_of(index)
    except ArithmeticError: pass
    index += 1
json.dump({"mpmath": mpmath.__version__, "cases": cases}, open("exact.json", "w"), separators=(",", ":"))
