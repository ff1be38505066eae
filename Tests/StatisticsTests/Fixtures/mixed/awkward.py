# Awkward mixed models at 40 digits, and what lme4 and nlme say of them.  python3 awkward.py > awkward.json
# Needs mpmath, numpy, scipy, and R with lme4, nlme and jsonlite (awkward.R). "excess" is by how much -2 log likelihood, at 40 digits and
# at lme4's own variances, lies above its least.
import json, math, os, random, subprocess, sys, tempfile
import mpmath as mp
from exact import Case

mp.mp.dps = 40
here = os.path.dirname(os.path.abspath(__file__))


class Awkward(Case):
    """A model whose predictor x is centred at `shift` for the search; the results are carried back exactly."""

    def __init__(self, name, y, x, terms, reml, shift=0):
        self.raw, self.shift = (y, x, terms), shift
        move = lambda columns: [[mp.mpf(v) - (shift if k == 1 else 0) for v in c] for k, c in enumerate(columns)]
        super().__init__(name, y, move(x), [(g, move(c), k) for g, c, k in terms], reml)

    def back(self, q):
        result = mp.eye(q)
        if q > 1:
            result[0, 1] = -mp.mpf(self.shift)
        return result

    def at(self, covariances):
        """-2 log likelihood at covariances relative to that of the residuals."""
        y, x, terms = self.raw
        n, p = len(y), len(x)
        v = mp.eye(n)
        for (groups, columns, _), s in zip(terms, covariances):
            q = len(columns)
            for i in range(n):
                for j in range(n):
                    if groups[i] == groups[j]:
                        v[i, j] += sum(mp.mpf(columns[a][i]) * mp.mpf(s[b * q + a]) * mp.mpf(columns[b][j]) for a in range(q) for b in range(q))
        inverse = v ** -1
        m = mp.matrix(n, p)
        for j in range(p):
            for i in range(n):
                m[i, j] = mp.mpf(x[j][i])
        xv = m.T * inverse
        whole, target = xv * m, mp.matrix([mp.mpf(value) for value in y])
        rest = target - m * mp.lu_solve(whole, xv * target)
        df = n - p if self.reml else n
        squares = (rest.T * (inverse * rest))[0]
        return mp.log(mp.det(v)) + (mp.log(mp.det(whole)) if self.reml else 0) + df * (1 + mp.log(2 * mp.pi * squares / df))

    def solve(self):
        theta = self.start()
        for _ in range(60):
            gradient = self.score(theta)[0]
            k, step = len(theta), mp.mpf(10) ** -18
            jacobian = mp.matrix(k, k)
            for j in range(k):
                moved = list(theta)
                moved[j] += step
                other = self.score(moved)[0]
                for i in range(k):
                    jacobian[i, j] = (other[i] - gradient[i]) / step
            change = mp.lu_solve(jacobian, mp.matrix(gradient))
            theta = [a - b for a, b in zip(theta, change)]
            if mp.norm(change) < mp.mpf(10) ** -20 * (1 + max(abs(value) for value in theta)):
                break
        else:
            return None
        _, beta, covariance, sigma2, criterion = self.score(theta)
        y, x, terms = self.raw
        p = len(x)
        b = self.back(p)
        beta, covariance = b * beta, b * covariance * b.T
        covariances = []
        for t, (_, columns, _) in enumerate(terms):
            q = len(columns)
            root = mp.matrix(q, q)
            for value, (term, r, c) in zip(theta, self.parameters):
                if term == t:
                    root[r, c] = value
            s = self.back(q) * root * root.T * self.back(q).T * sigma2
            covariances.append([float(s[i, j]) for j in range(q) for i in range(q)])
        self.criterion = criterion
        return dict(
            name=self.name, reml=self.reml, outcome=y, columns=x,
            random=[dict(name="t%d" % t, groups=g, effects=c, correlated=k) for t, (g, c, k) in enumerate(terms)],
            coefficients=[float(v) for v in beta], covariance=[float(covariance[i, j]) for j in range(p) for i in range(p)],
            covariances=covariances, residualVariance=float(sigma2), criterion=float(criterion))


def gauss(n):
    return [random.gauss(0, 1) for _ in range(n)]


def intercept(name, sizes, seed, reml, spread=1.0, offset=0.0, scale=1.0, predictor=1.0, digits=3):
    random.seed(seed)
    g = [k for k, size in enumerate(sizes) for _ in range(size)]
    n, b = len(g), gauss(len(sizes))
    x, e = [float("%.4g" % (predictor * v)) for v in gauss(n)], gauss(n)
    y = [float("%.12g" % (scale * round(offset / scale + 0.5 * x[i] / predictor + spread * b[g[i]] + e[i], digits))) for i in range(n)]
    return Awkward("%s, %s" % (name, "REML" if reml else "ML"), y, [[1.0] * n, x], [(g, [[1.0] * n], True)], reml)


def nearly(name, ratio, reml):
    """Groups of one size whose variance is `ratio` of that of the residuals, from the mean squares."""
    random.seed(17)
    k, m = 6, 4
    e = [gauss(m) for _ in range(k)]
    e = [[v - sum(row) / m for v in row] for row in e]
    b = gauss(k)
    b = [v - sum(b) / k for v in b]
    within = sum(v * v for row in e for v in row) / (k * (m - 1))
    between = m * sum(v * v for v in b) / ((k - 1) if reml else k)
    c = math.sqrt(within * (1 + m * ratio) / between)
    y = [c * b[i] + e[i][j] for i in range(k) for j in range(m)]
    return Awkward("%s, %s" % (name, "REML" if reml else "ML"), y, [[1.0] * (k * m)], [([i // m for i in range(k * m)], [[1.0] * (k * m)], True)], reml)


def slope(name, seed, reml, correlated, centre, width=1.0, shift=None, offset=0.0, perfect=False, spreads=(1.0, 0.8), n=24, levels=6, scale=1.0):
    random.seed(seed)
    g = sorted(i % levels for i in range(n))
    b0, b1 = gauss(levels), gauss(levels)
    if perfect:
        b1 = [1.2 * v for v in b0]
    z, e = gauss(n), gauss(n)
    x = [float("%.6g" % (centre + width * v)) for v in z]
    y = [float("%.12g" % (scale * round(offset / scale + 1 + 0.5 * z[i] + spreads[0] * b0[g[i]] + spreads[1] * b1[g[i]] * z[i] + e[i], 3))) for i in range(n)]
    one = [1.0] * n
    return Awkward("%s, %s" % (name, "REML" if reml else "ML"), y, [one, x], [(g, [one, x], correlated)], reml, (centre if shift is None else shift) if correlated else 0)


def two(name, seed, reml, nested, spreads=(1.0, 0.9), offset=0.0, scale=1.0, sparse=True):
    random.seed(seed)
    if nested:
        h = [i // 8 for i in range(24)]
        g = [10 * (i // 8) + random.choice([0, 0, 1, 2]) for i in range(24)]
        codes = {v: k for k, v in enumerate(sorted(set(g)))}
        g = [codes[v] for v in g]
    else:
        cells = [(i, j) for i in range(6) for j in range(5)]
        if sparse:
            random.shuffle(cells)
            cells = cells[:22]
        g, h = [c[0] for c in cells], [c[1] for c in cells]
        codes = [{v: k for k, v in enumerate(sorted(set(part)))} for part in (g, h)]
        g, h = [codes[0][v] for v in g], [codes[1][v] for v in h]
    n = len(g)
    b, c, x, e = gauss(max(g) + 1), gauss(max(h) + 1), [round(v, 2) for v in gauss(n)], gauss(n)
    y = [float("%.12g" % (scale * round(offset / scale + 0.5 * x[i] + spreads[0] * b[g[i]] + spreads[1] * c[h[i]] + e[i], 3))) for i in range(n)]
    one = [1.0] * n
    return Awkward("%s, %s" % (name, "REML" if reml else "ML"), y, [one, x], [(g, [one], True), (h, [one], True)], reml)


cases = []
for reml in (True, False):
    many = [1] * 9 + [2, 5, 8]
    cases += [intercept("singletons beside larger groups %d" % s, many, s, reml) for s in (1, 2)]
    cases += [intercept("all groups but one of one person %d" % s, [1] * 14 + [8], s, reml, 1.5) for s in (3, 4)]
    cases += [intercept("one group holds most people %d" % s, [1, 2, 2, 19], s, reml) for s in (5, 6)]
    cases += [intercept("an outcome at 1e8 %d" % s, [3, 4, 5, 6, 2], s, reml, 1, 1e8) for s in (7, 8)]
    cases += [intercept("an outcome of size 1e-8", [3, 4, 5, 6, 2], 9, reml, 1, 0, 1e-8), intercept("an outcome of size 1e8", [3, 4, 5, 6, 2], 10, reml, 1, 0, 1e8)]
    cases += [intercept("an outcome of size 1e-8 at 1", [3, 4, 5, 6, 2], 11, reml, 1, 1.0, 1e-8, digits=2)]
    cases += [intercept("a predictor of size %g" % v, [3, 4, 5, 6, 2], 12, reml, 1, predictor=v) for v in (1e-8, 1e8)]
    cases += [intercept("ICC near %s" % t, [4, 5, 3, 6, 4], 13, reml, s) for t, s in (("0.999", 32), ("0.99999", 320), ("0.9999999", 3200))]
    cases += [intercept("no variance between groups %d" % s, [4, 4, 4, 4, 4], s, reml, 0) for s in (14, 15)]
    cases += [nearly("a variance of %g of the residuals'" % v, v, reml) for v in (1e-3, 1e-5, 1e-7)]
    cases += [slope("correlated slopes of a predictor near %g" % v, 20, reml, True, v) for v in (0, 50, 1000)]
    cases += [slope("uncorrelated slopes of a predictor near %g" % v, 21, reml, False, v) for v in (0, 20)]
    cases += [slope("slopes and levels the same", 22, reml, True, 0, perfect=True), slope("slopes and an outcome at 1e8", 23, reml, True, 5, offset=1e8)]
    cases += [slope("slopes of a predictor of size 1e-6", 24, reml, True, 0, 1e-6), slope("slopes that do not vary", 25, reml, True, 0, spreads=(1, 0)), slope("nothing varies", 26, reml, True, 3, spreads=(0, 0))]
    cases += [slope("slopes in groups 100 times as far apart as people", 27, reml, True, 0, spreads=(100, 80))]
    cases += [two("nested, unlike classes %d" % s, s, reml, True) for s in (30, 31)] + [two("nested, one level without variance", 32, reml, True, (0, 1))]
    cases += [two("crossed, half empty %d" % s, s, reml, False) for s in (33, 34)] + [two("crossed, nothing varies", 35, reml, False, (0, 0)), two("crossed, outcome at 1e8", 36, reml, False, offset=1e8), two("crossed, 300 times as far apart as people", 37, reml, False, (300, 200))]

if __name__ == "__main__":
    solved = []
    for case in cases:
        found = case.solve()
        if found is None:
            print("did not converge: " + case.name, file=sys.stderr)
        else:
            solved.append((case, found))
            print(case.name, [float("%.3g" % v) for s in found["covariances"] for v in s], "%.3g" % found["residualVariance"], file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "data.json")
        with open(path, "w") as file:
            json.dump([found for _, found in solved], file)
        fits = json.loads(subprocess.run(["Rscript", os.path.join(here, "awkward.R"), path], check=True, capture_output=True, text=True).stdout)
    for (case, found), fit in zip(solved, fits["fits"]):
        found["lme4"], found["nlme"] = fit["lme4"], fit["nlme"]
        if fit["lme4"]:
            ratio = [[v / fit["lme4"]["residualVariance"] for v in s] for s in fit["lme4"]["covariances"]]
            found["excess"] = float(case.at(ratio) - case.criterion)
    print(json.dumps(dict(madeBy="awkward.py", mpmath=mp.__version__, digits=mp.mp.dps, versions=fits["versions"], cases=[found for _, found in solved])))
