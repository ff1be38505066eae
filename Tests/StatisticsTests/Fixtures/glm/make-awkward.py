"""Regressions that go wrong easily, by Newton's method at 45 digits, with how far R's glm and glm.nb stay from that at their own settings.
Run in this folder with mpmath and R (MASS, jsonlite)."""
import json, math, random, subprocess, tempfile, os
import mpmath
from mpmath import mp, mpf, matrix, lu_solve, inverse, exp, log, sqrt, loggamma

mp.dps = 45
random.seed(77)
N = 40

def draw(chance): return int(random.random() < chance)
def poisson(mean):
    if mean > 500: return max(0, round(random.gauss(mean, mean ** 0.5)))
    total, k = math.exp(-mean), 0
    u, term = random.random(), math.exp(-mean)
    while u > total and k < 5000: k += 1; term *= mean / k; total += term
    return k
def counts(mean, theta): return poisson(mean * random.gammavariate(theta, 1 / theta))
def sigmoid(v): return 1 / (1 + math.exp(-v))

def data(kind):
    x = [round(random.gauss(0, 1), 2) for _ in range(N)]; z = [random.randint(0, 4) for _ in range(N)]
    c = {"kind": kind, "family": "binomial", "columns": [x, z]}
    eta = [0.7 * a - 0.2 * b for a, b in zip(x, z)]
    if kind == "rare events":
        n = 150; x = [round(random.gauss(0, 1), 2) for _ in range(n)]; z = [random.randint(0, 4) for _ in range(n)]
        c["columns"] = [x, z]; c["response"] = [draw(sigmoid(-4 + 0.8 * a)) for a in x]
    elif kind == "nearly separated":
        c["response"] = [int(a > 0.1) for a in x]; k = min(range(N), key=lambda i: abs(x[i] - random.choice([-0.4, 0.6]))); c["response"][k] = 1 - c["response"][k]
    elif kind == "scales":
        c["columns"] = [[a * 1e8 + 3e9 for a in x], [b * 1e-9 - 2e-6 + 1e-10 * random.random() for b in z]]; c["response"] = [draw(sigmoid(v)) for v in eta]
    elif kind == "offsets":
        c["family"] = "poisson"; c["offset"] = [round(random.uniform(-12, 12), 2) for _ in x]; c["response"] = [poisson(math.exp(0.3 + v + o)) for v, o in zip(eta, c["offset"])]
    elif kind == "weights":
        c["weights"] = [round(10 ** random.uniform(-4, 4), 4) for _ in x]; c["response"] = [draw(sigmoid(v)) for v in eta]
    elif kind == "ties":
        x = [float(i % 2) for i in range(N)]; z = [i // 2 % 2 for i in range(N)]; c["columns"] = [x, z]; c["response"] = [draw(0.3 + 0.3 * a + 0.1 * b) for a, b in zip(x, z)]
    elif kind == "many trials":
        c["trials"] = [random.randint(10 ** 6, 10 ** 9) for _ in x]; c["response"] = [poisson(m * math.exp(-12 + v)) for m, v in zip(c["trials"], eta)]
    elif kind == "large counts":
        c["family"] = "poisson"; c["response"] = [poisson(math.exp(18 + v)) for v in eta]
    elif kind == "saturated":
        x = [0.0, 1.0, 0.0, 1.0]; z = [0, 0, 1, 1]; c["columns"] = [x, z, [a * b for a, b in zip(x, z)]]; c["family"] = "poisson"; c["response"] = [random.randint(1, 10 ** random.randint(1, 6)) for _ in x]
    elif kind == "mostly zeros":
        c["family"] = "poisson"; c["response"] = [poisson(math.exp(-2.5 + v)) for v in eta]
    elif kind == "known theta":
        c["theta"] = random.choice([0.02, 0.5, 30.0, 1e6]); c["family"] = "negative binomial"; c["response"] = [counts(math.exp(1 + v), max(0.2, c["theta"])) for v in eta]
    elif kind == "theta":
        c["family"] = "theta"; c["response"] = [counts(math.exp(1 + v), random.choice([0.3, 2.0])) for v in eta]
    elif kind == "large theta":
        c["family"] = "theta"; c["response"] = [counts(math.exp(3 + v), 25) for v in eta]
    return c

def fit(c):
    p = len(c["columns"]) + 1; y = c["response"]; n = len(y); family = c["family"]; estimated = family == "theta"
    w = [mpf(v) for v in c.get("weights", [1] * n)]; m = [mpf(v) for v in c.get("trials", [1] * n)]; o = [mpf(v) for v in c.get("offset", [0] * n)]
    exact = [[mpf(v) for v in col] for col in c["columns"]]; mean = [sum(col) / n for col in exact]; size = [max(abs(v - a) for v in col) for col, a in zip(exact, mean)]
    rows = [[mpf(1)] + [(exact[j][i] - mean[j]) / size[j] for j in range(p - 1)] for i in range(n)]
    q = p + estimated
    constant = [loggamma(mi + 1) - loggamma(mpf(k) + 1) - loggamma(mi - k + 1) if family == "binomial" else -loggamma(mpf(k) + 1) for k, mi in zip(y, m)]
    def point(b):
        value, g, H = mpf(0), matrix(q, 1), matrix(q, q)
        theta = exp(b[p]) if estimated else mpf(c.get("theta", 1))
        # Of log Gamma(y + theta) / Gamma(theta): the sum and its first two derivatives.
        rising = {}
        if family in ("theta", "negative binomial"):
            terms, k = (mpf(0), mpf(0), mpf(0)), 0
            for top in sorted(set(y)):
                while k < top: t = theta + k; terms = (terms[0] + log(t), terms[1] + 1 / t, terms[2] - 1 / t ** 2); k += 1
                rising[top] = terms
        for i in range(n):
            e = o[i] + sum(b[j] * rows[i][j] for j in range(p))
            if abs(e) > 3000: raise OverflowError
            if family == "binomial":
                s = 1 / (1 + exp(-e)); t = 1 / (1 + exp(e)); slope, bend = y[i] * t - (m[i] - y[i]) * s, m[i] * s * t
                value += w[i] * (y[i] * log(s) + (m[i] - y[i]) * log(t) + constant[i])
            elif family == "poisson":
                u = exp(e); slope, bend = y[i] - u, u; value += w[i] * (y[i] * e - u + constant[i])
            else:
                u = exp(e); s = theta + u; slope, bend = (y[i] - u) * theta / s, u * theta * (y[i] + theta) / s ** 2
                value += w[i] * (rising[y[i]][0] + constant[i] + y[i] * log(u / s) + theta * log(theta / s))
                if estimated:
                    d = rising[y[i]][1] + log(theta / s) + 1 - (y[i] + theta) / s
                    dd = rising[y[i]][2] + 1 / theta - 2 / s + (y[i] + theta) / s ** 2
                    g[p] += w[i] * theta * d; H[p, p] -= w[i] * (theta ** 2 * dd + theta * d)
                    for a in range(p):
                        v = w[i] * theta * (y[i] - u) * u / s ** 2 * rows[i][a]; H[a, p] -= v; H[p, a] -= v
            for a in range(p):
                g[a] += w[i] * slope * rows[i][a]
                for k in range(p): H[a, k] += w[i] * bend * rows[i][a] * rows[i][k]
        return value, g, H
    total = sum(wi * yi for wi, yi in zip(w, y)); base = sum(wi * mi * exp(oi) for wi, mi, oi in zip(w, m, o))
    if total == 0: raise ArithmeticError
    level = log(total / base) if family != "binomial" else log(total / (sum(wi * mi for wi, mi in zip(w, m)) - total))
    b = matrix([level] + [mpf(0)] * (p - 1) + [mpf(0)] * estimated)
    for _ in range(100):
        value, g, H = point(b)
        step = lu_solve(H, g)
        if estimated and (H[p, p] <= 0 or sum(step[k] * g[k] for k in range(q)) <= 0):
            # Not where the likelihood is concave: one block at a time.
            for a in range(p): H[a, p] = H[p, a] = mpf(0)
            H[p, p] = abs(H[p, p]) + abs(g[p])
            step = lu_solve(H, g)
        biggest = max(abs(v) for v in step)
        if biggest > 3: step = step * (3 / biggest)
        # Steps square.
        if biggest < mpf(10) ** -21: b = b + step; break
        share = mpf(1) if biggest > mpf(10) ** -8 else mpf(0)
        while share > mpf(10) ** -9:
            try:
                if point(b + share * step)[0] >= value: break
            except OverflowError: pass
            share /= 2
        b = b + (share or 1) * step
        # Coefficients or theta without end: not a case of this file.
        if max(abs(v) for v in b) > 40 or estimated and b[p] > 9: raise ArithmeticError
    else: raise ArithmeticError
    value, _, H = point(b)
    T = matrix(p, p)
    T[0, 0] = 1
    for j in range(1, p): T[0, j] = -mean[j - 1] / size[j - 1]; T[j, j] = 1 / size[j - 1]
    if family in ("theta", "negative binomial"):
        theta = exp(b[p]) if estimated else mpf(c["theta"])
        information = matrix(p, p)
        for i in range(n):
            u = exp(o[i] + sum(b[j] * rows[i][j] for j in range(p)))
            for a in range(p):
                for k in range(p): information[a, k] += w[i] * u * theta / (theta + u) * rows[i][a] * rows[i][k]
        if estimated: c["estimatedTheta"] = float(theta)
    else: information = H
    C = T * inverse(information) * T.T; beta = T * matrix(b[:p])
    c.update(coefficients=[float(v) for v in beta], errors=[float(sqrt(C[j, j])) for j in range(p)], logLik=float(value))

kinds = ["rare events", "nearly separated", "scales", "offsets", "weights", "ties", "many trials", "large counts", "saturated", "mostly zeros", "known theta", "theta", "large theta"]
cases, index = [], 0
while len(cases) < 78:
    try:
        c = data(kinds[index % len(kinds)]); index += 1; fit(c); cases.append(c)
        if c["kind"] == "large theta" and c["estimatedTheta"] > 1e4: cases.pop()
    except ArithmeticError: pass
script = """suppressPackageStartupMessages({library(MASS); library(jsonlite)}); d <- fromJSON(commandArgs(TRUE)[1], simplifyDataFrame = FALSE, simplifyMatrix = FALSE)
out <- lapply(d, function(c) { X <- cbind(1, do.call(cbind, c$columns)); n <- nrow(X); one <- function(v, k) if (is.null(v)) rep(k, n) else v; w <- one(c$weights, 1); m <- one(c$trials, 1); o <- one(c$offset, 0)
 suppressWarnings(tryCatch({ f <- if (c$family == "theta") glm.nb(c$response ~ X - 1 + offset(o), weights = w) else glm(c$response / m ~ X - 1 + offset(o), weights = w * m, family = switch(c$family, binomial = binomial, poisson = poisson, negative.binomial(c$theta)))
 unname(coef(f)) }, error = function(e) "error")) }); cat(toJSON(out, digits = 17, na = "null"))"""
with tempfile.TemporaryDirectory() as folder:
    with open(os.path.join(folder, "cases.json"), "w") as file: json.dump(cases, file)
    with open(os.path.join(folder, "fit.R"), "w") as file: file.write(script)
    answers = json.loads(subprocess.run(["Rscript", os.path.join(folder, "fit.R"), os.path.join(folder, "cases.json")], stdout=subprocess.PIPE, text=True, check=True).stdout)
for c, answer in zip(cases, answers):
    # None where R stopped or left a coefficient out.
    bad = not isinstance(answer[0], (int, float)) or None in answer
    c["differenceOfR"] = None if bad else max(abs(a - b) / max(abs(b), e) for a, b, e in zip(answer, c["coefficients"], c["errors"]))
json.dump({"mpmath": mpmath.__version__, "cases": cases}, open("awkward.json", "w"), separators=(",", ":"))
for kind in kinds: print(kind, sum(c["kind"] == kind for c in cases), [c["differenceOfR"] and float("%.1g" % c["differenceOfR"]) for c in cases if c["kind"] == kind])
