# Mixed models at 60 digits: the likelihood from n x n matrices, the score solved by Newton's method.  python3 exact.py > exact.json
# Needs mpmath; numpy and scipy for a starting point.
import json, random, sys
import mpmath as mp
import numpy as np
from scipy.optimize import minimize

mp.mp.dps = 60


class Case:
    def __init__(self, name, y, x, terms, reml=True):
        self.name, self.y, self.x, self.terms, self.reml = name, y, x, terms, reml
        n = len(y)
        # For each theta: the n x q.levels columns that it multiplies in Z Lambda, and where they go.
        self.parameters = []
        for t, (groups, columns, correlated) in enumerate(terms):
            for c in range(len(columns)):
                for r in range(c, len(columns) if correlated else c + 1):
                    self.parameters.append((t, r, c))
        self.n = n

    def roots(self, theta, number):
        """Z Lambda, and its derivative by each theta, as lists of columns."""
        whole, parts = [], []
        for j, (t, r, c) in enumerate(self.parameters):
            groups, columns, _ = self.terms[t]
            block = {}
            for i, g in enumerate(groups):
                block.setdefault(g, [number(0)] * self.n)[i] = number(columns[r][i])
            parts.append(block)
        merged = {}
        for j, (t, r, c) in enumerate(self.parameters):
            for g, column in parts[j].items():
                key = (t, c, g)
                old = merged.get(key, [number(0)] * self.n)
                merged[key] = [a + theta[j] * b for a, b in zip(old, column)]
        return merged, parts

    def score(self, theta):
        n, p = self.n, len(self.x)
        merged, parts = self.roots(theta, mp.mpf)
        v = mp.eye(n)
        for column in merged.values():
            index = [i for i in range(n) if column[i] != 0]
            for a in index:
                for b in index:
                    v[a, b] += column[a] * column[b]
        inverse = v ** -1
        x = mp.matrix(n, p)
        for j in range(p):
            for i in range(n):
                x[i, j] = mp.mpf(self.x[j][i])
        y = mp.matrix([mp.mpf(value) for value in self.y])
        xv = x.T * inverse
        whole = (xv * x) ** -1
        beta = whole * (xv * y)
        projection = inverse - xv.T * whole * xv
        py = projection * y
        squares = (y.T * py)[0]
        m = n - p if self.reml else n
        weight = projection if self.reml else inverse
        gradient = []
        for j, (t, r, c) in enumerate(self.parameters):
            total, form = mp.mpf(0), mp.mpf(0)
            for g, column in parts[j].items():
                other = merged[(t, c, g)]
                left = [i for i in range(n) if column[i] != 0]
                right = [i for i in range(n) if other[i] != 0]
                total += 2 * sum(weight[a, b] * column[a] * other[b] for a in left for b in right)
                form += 2 * sum(py[a] * column[a] for a in left) * sum(py[b] * other[b] for b in right)
            gradient.append(total - m * form / squares)
        logs = mp.log(mp.det(v)) - (mp.log(mp.det(whole)) if self.reml else 0)
        sigma2 = squares / m
        criterion = logs + m * (1 + mp.log(2 * mp.pi * sigma2))
        return gradient, beta, whole * sigma2, sigma2, criterion

    def start(self):
        n, p = self.n, len(self.x)
        x, y = np.array([[float(value) for value in column] for column in self.x]).T, np.array(self.y)
        y = y - x @ np.linalg.lstsq(x, y, rcond=None)[0]

        def value(theta):
            merged, _ = self.roots(list(theta), float)
            z = np.array(list(merged.values())).T
            v = np.eye(n) + z @ z.T
            inverse = np.linalg.inv(v)
            a = x.T @ inverse @ x
            beta = np.linalg.solve(a, x.T @ inverse @ y)
            rest = y - x @ beta
            if not self.reml:
                return np.linalg.slogdet(v)[1] + n * np.log(rest @ inverse @ rest)
            return np.linalg.slogdet(v)[1] + np.linalg.slogdet(a)[1] + (n - p) * np.log(rest @ inverse @ rest)

        best = None
        for size in (0.3, 1, 10, 3000):
            theta = [size if r == c else 0.0 for _, r, c in self.parameters]
            for _ in range(4):
                found = minimize(value, theta, method="Nelder-Mead", options=dict(xatol=1e-9, fatol=1e-12, maxiter=4000))
                theta = found.x
            if best is None or found.fun < best.fun:
                best = found
        return [mp.mpf(float(value)) for value in best.x]

    def solve(self):
        theta = self.start()
        for _ in range(40):
            gradient = self.score(theta)[0]
            k = len(theta)
            jacobian = mp.matrix(k, k)
            step = mp.mpf(10) ** -25
            for j in range(k):
                moved = list(theta)
                moved[j] += step
                other = self.score(moved)[0]
                for i in range(k):
                    jacobian[i, j] = (other[i] - gradient[i]) / step
            change = mp.lu_solve(jacobian, mp.matrix(gradient))
            theta = [a - b for a, b in zip(theta, change)]
            if mp.norm(change) < mp.mpf(10) ** -28 * (1 + max(abs(value) for value in theta)):
                break
        else:
            sys.exit(self.name + " did not converge")
        _, beta, covariance, sigma2, criterion = self.score(theta)
        covariances = []
        for t, (_, columns, _) in enumerate(self.terms):
            q = len(columns)
            root = mp.matrix(q, q)
            for value, (term, r, c) in zip(theta, self.parameters):
                if term == t:
                    root[r, c] = value
            s = root * root.T * sigma2
            covariances.append([float(s[i, j]) for j in range(q) for i in range(q)])
        p = len(self.x)
        return dict(
            name=self.name, outcome=self.y, columns=self.x,
            random=[dict(name="t%d" % t, groups=g, effects=c, correlated=k) for t, (g, c, k) in enumerate(self.terms)],
            coefficients=[float(b) for b in beta], covariance=[float(covariance[i, j]) for j in range(p) for i in range(p)],
            covariances=covariances, residualVariance=float(sigma2), criterion=float(criterion))


def data(seed, n, levels):
    random.seed(seed)
    group = [i % levels for i in range(n)]
    x = [round(random.gauss(0, 1), 2) for _ in range(n)]
    noise = [random.gauss(0, 1) for _ in range(n)]
    effect = [[random.gauss(0, 1) for _ in range(levels)] for _ in range(2)]
    return group, x, noise, effect


def one(name, seed, spread, offset, n=24, levels=6):
    g, x, e, b = data(seed, n, levels)
    y = [round(offset + 0.5 * x[i] + spread * b[0][g[i]] + e[i], 3) for i in range(n)]
    return Case(name, y, [[1.0] * n, x], [(g, [[1.0] * n], True)])


def slopes(name, seed, correlated, shift):
    g, x, e, b = data(seed, 36, 6)
    y = [round(1 + 0.5 * x[i] + b[0][g[i]] + 0.8 * b[1][g[i]] * x[i] + e[i], 3) for i in range(36)]
    x = [round(v + shift, 2) for v in x]
    return Case(name, y, [[1.0] * 36, x], [(g, [[1.0] * 36, x], correlated)])


def crossed(name, seed):
    g, x, e, b = data(seed, 30, 6)
    h = [i // 6 for i in range(30)]
    random.seed(seed + 1)
    x = [round(random.gauss(0, 1), 2) for _ in range(30)]
    y = [round(1 + 0.5 * x[i] + b[0][g[i]] + 0.9 * b[1][h[i]] + e[i], 3) for i in range(30)]
    keep = [i for i in range(30) if i % 7 != 3]
    pick = lambda values: [values[i] for i in keep]
    ones = [1.0] * len(keep)
    return Case(name, pick(y), [ones, pick(x)], [(pick(g), [ones], True), (pick(h), [ones], True)])


if __name__ == "__main__":
    cases = [
        one("random intercept", 1, 1, 0), one("random intercept, unlike groups", 2, 5, 0, 40, 9),
        one("an outcome far from 0", 3, 1, 1e7), one("groups a thousand times as far apart as people", 4, 1e3, 0),
        one("groups a hundred thousand times as far apart as people", 5, 1e5, 0),
        slopes("uncorrelated slopes", 6, False, 0), slopes("correlated slopes", 7, True, 0),
        slopes("slopes of a predictor far from 0", 7, True, 2000), crossed("crossed", 8),
    ]
    print(json.dumps(dict(madeBy="exact.py", mpmath=mp.__version__, digits=mp.mp.dps, cases=[case.solve() for case in cases])))
