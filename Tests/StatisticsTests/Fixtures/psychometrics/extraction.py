"""Reference values for the extraction of factors: python3 extraction.py (in this folder).

Both criteria are minimised over the loadings, which is not how the library does it (it searches the uniquenesses):
least squares by a trust region, the likelihood by BFGS and then Newton's method. The correlations are simulated here and rounded to 4 decimals.
"""
import json
import sys

import numpy as np
import scipy
from scipy.optimize import least_squares, minimize

random = np.random.default_rng(20250301)


def correlations(k, m, n):
    loadings = np.zeros((k, m))
    for i in range(k):
        loadings[i, i % m] = random.uniform(0.4, 0.85)
    loadings += random.normal(0, 0.08, (k, m))
    phi = np.full((m, m), 0.3) + 0.7 * np.eye(m)
    common = random.multivariate_normal(np.zeros(m), phi, n) @ loadings.T
    data = common + random.normal(size=(n, k)) * np.sqrt(np.maximum(0.2, 1 - (loadings**2).sum(1)))
    return np.round(np.corrcoef(data.T), 4)


def minres(r, m, start):
    k = len(r)
    lower = np.tril_indices(k, -1)

    def residuals(x):
        loadings = x.reshape(k, m)
        return (r - loadings @ loadings.T)[lower]

    best = None
    for attempt in range(3):
        x = start if attempt == 0 else random.normal(0.4, 0.3, k * m)
        found = least_squares(residuals, x, method="trf", xtol=1e-15, ftol=1e-15, gtol=1e-15, max_nfev=20000)
        if best is None or found.cost < best.cost - 1e-12:
            best = found
    loadings = best.x.reshape(k, m)
    return 1 - (loadings**2).sum(1), float(best.cost)


def likelihood(r, m, start):
    k = len(r)
    logdet = np.linalg.slogdet(r)[1]

    def value(x):
        loadings, psi = x[: k * m].reshape(k, m), np.exp(x[k * m :])
        sigma = loadings @ loadings.T + np.diag(psi)
        inverse = np.linalg.inv(sigma)
        f = np.linalg.slogdet(sigma)[1] - logdet + np.trace(r @ inverse) - k
        middle = inverse @ (sigma - r) @ inverse
        return f, np.concatenate([(2 * middle @ loadings).ravel(), np.diag(middle) * psi])

    found = minimize(value, start, jac=True, method="BFGS", options={"gtol": 1e-10, "maxiter": 10000})
    x = found.x
    for _ in range(8):
        # Newton with slopes of the analytic gradient; the pseudo-inverse leaves rotations alone.
        h = 1e-5
        hessian = np.array([(value(x + h * e)[1] - value(x - h * e)[1]) / (2 * h) for e in np.eye(len(x))])
        x = x - np.linalg.pinv((hessian + hessian.T) / 2, rcond=1e-7) @ value(x)[1]
    return np.exp(x[k * m :]), float(value(x)[0]), float(np.abs(value(x)[1]).max())


cases = []
while len(cases) < 40:
    m = int(random.integers(1, 4))
    k = int(random.integers(3 * m + 1, 3 * m + 6))
    n = int(random.integers(120, 800))
    r = correlations(k, m, n)
    values, vectors = np.linalg.eigh(r)
    start = (vectors[:, -m:] * np.sqrt(values[-m:]) * 0.8).ravel()
    psi, cost = minres(r, m, start)
    other, discrepancy, slope = likelihood(r, m, np.concatenate([start, np.full(k, np.log(0.5))]))
    # Solutions at the bound of uniquenesses are another problem; the tests have them by their conditions.
    if psi.min() < 0.02 or other.min() < 0.02 or slope > 1e-12:
        continue
    cases.append({
        "count": n, "factors": m, "correlations": [row.tolist() for row in r],
        "minres": {"uniquenesses": psi.tolist(), "value": 2 * cost},
        "likelihood": {"uniquenesses": other.tolist(), "value": discrepancy},
    })

with open("extraction.json", "w") as file:
    json.dump({
        "madeBy": "extraction.py", "python": sys.version.split()[0], "numpy": np.__version__, "scipy": scipy.__version__,
        "tolerance": 1e-8, "cases": cases}, file, separators=(",", ":"))
print(len(cases), "cases")
