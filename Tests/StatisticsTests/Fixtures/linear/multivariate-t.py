"""Simultaneous tails of several t values, as multivariate-t.json (python3 multivariate-t.py, with numpy and scipy).

Correlations λᵢλⱼ: the definition, one factor and one scale, by composite Gauss-Legendre of 20 points on panels; three values of any correlation at known variance:
the plane of the first two. Each is done twice, with panels of half the width, and has to agree to 1e-12.
"""
import json
import numpy as np
from scipy.special import erfc, gammaln

x20, w20 = np.polynomial.legendre.leggauss(20)


def panels(edges):
    edges = np.asarray(edges)
    middle, half = (edges[1:] + edges[:-1]) / 2, (edges[1:] - edges[:-1]) / 2
    return (middle[:, None] + half[:, None] * x20).ravel(), (half[:, None] * w20).ravel()


def tail(x):
    return erfc(x / np.sqrt(2)) / 2


def density(x):
    return np.exp(-x * x / 2) / np.sqrt(2 * np.pi)


def product_tail(loadings, bound, both, fine):
    # bound: an array of them.
    z, w = panels(np.linspace(-12, 12, 41 * fine))
    logs = np.zeros((len(bound), len(z)))
    for l in loadings:
        s = np.sqrt(1 - l * l)
        p = tail((bound[:, None] - l * z) / s)
        if both:
            p = p + tail((bound[:, None] + l * z) / s)
        logs += np.log1p(-np.minimum(p, 1 - 1e-16))
    return -np.expm1(logs) @ (w * density(z))


def survival(loadings, nu, bound, both, fine):
    if nu is None:
        return product_tail(loadings, np.array([bound]), both, fine)[0]
    u, w = panels(np.linspace(-40 / min(nu, 8), 3, 30 * fine) if nu <= 20 else np.linspace(-1.6, 1.6, 60 * fine))
    weight = np.exp(np.log(2) + nu / 2 * np.log(nu / 2) - gammaln(nu / 2) + nu * u - nu / 2 * np.exp(2 * u))
    return product_tail(loadings, bound * np.exp(u), both, 1) @ (w * weight)


def three(r, bound, both, fine):
    a, b, c = r
    s2 = np.sqrt(1 - a * a)
    beta2 = (c - a * b) / (1 - a * a)
    beta1 = b - beta2 * a
    s3 = np.sqrt(1 - beta1 * b - beta2 * c)
    z, w = panels(np.linspace(-bound if both else -11, bound, 12 * fine))
    z1, z2 = z[:, None], z[None, :]
    m = beta1 * z1 + beta2 * z2
    outside = tail((bound - m) / s3) + (tail((bound + m) / s3) if both else 0)
    plane = w @ (density(z1) * density((z2 - a * z1) / s2) / s2 * outside) @ w
    # The first or second beyond, or both inside and the third beyond.
    one = tail(bound) * (2 if both else 1)
    line = w @ (density(z) * (tail((bound - a * z) / s2) + (tail((bound + a * z) / s2) if both else 0)))
    return one + line + plane


cases = []


def add(first, second, **case):
    assert abs(first - second) <= 1e-12 * abs(second), (first, second, case)
    cases.append(dict(case, survival=second))


for nu in [3, 7.5, 20, 150, None]:
    for loadings in [[0, 0, 0], [0.7071067811865476] * 4, [0.3, 0.6, 0.8, 0.5, 0.9], [0.6, -0.6], [0.95, 0.9]]:
        d = len(loadings)
        correlation = [[1.0 if i == j else loadings[i] * loadings[j] for j in range(d)] for i in range(d)]
        for bound, both in [(2.1, True), (4, True), (1.7, False), (3.3, False)]:
            add(survival(loadings, nu, bound, both, 1), survival(loadings, nu, bound, both, 2), correlation=correlation, degreesOfFreedom=nu, bound=bound, both=both)
for r in [(0.5, -0.3, 0.4), (0.2, 0.7, -0.5), (-0.4, -0.4, -0.1), (0.5, 0.5, 0)]:
    for bound, both in [(1.5, True), (2.5, True), (2, False)]:
        a, b, c = r
        add(three(r, bound, both, 1), three(r, bound, both, 2), correlation=[[1, a, b], [a, 1, c], [b, c, 1]], degreesOfFreedom=None, bound=bound, both=both)
json.dump(dict(madeBy="multivariate-t.py", numpy=np.__version__, tolerance=1e-12, cases=cases), open("multivariate-t.json", "w"))
print(len(cases), "cases")
