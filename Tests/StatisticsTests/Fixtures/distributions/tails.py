"""Reference values of the continuous distributions at 60 digits.

    python3 tails.py > tails.json

Incomplete beta by its continued fraction (DLMF 8.17.22) and incomplete gamma by its series and continued fraction
(DLMF 8.11.4, 8.9.2), with mpmath at 60 digits on the side away from the mean; the other side is the complement.
Arguments and parameters are the exact doubles. These methods share nothing with the quadrature that is tested.
"""

import json
import sys

import mpmath
from mpmath import mp, mpf, exp, log, log1p, sqrt, pi, loggamma, ncdf, nstr

mp.dps = 60
TINY = mpf(10) ** -58


def lentz(first, terms):
    """b0 + a1/(b1 + a2/(b2 + ...)) by the modified Lentz method."""
    f = c = first
    d = mpf(0)
    for a, b in terms:
        d = 1 / (b + a * d)
        c = b + a / c
        f *= c * d
        if abs(c * d - 1) < TINY:
            return f


def log_beta_function(a, b):
    return loggamma(a) + loggamma(b) - loggamma(a + b)


def log_beta_tail(a, b, x, y):
    """log I_x(a, b) for x below the mean."""

    def terms():
        m = 0
        while True:
            yield (-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), mpf(1))
            m += 1
            yield (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), mpf(1))

    return a * log(x) + b * log(y) - log(a) - log_beta_function(a, b) - log(lentz(mpf(1), terms()))


def both(log_small, lower):
    """Cumulative and survival and their logarithms from the smaller side."""
    small = exp(log_small)
    pair = (small, log_small), (1 - small, log1p(-small))
    (low, log_low), (up, log_up) = pair if lower else pair[::-1]
    return low, up, log_low, log_up


def beta(a, b, x, y):
    if x * (a + b) < a:
        return both(log_beta_tail(a, b, x, y), True)
    return both(log_beta_tail(b, a, y, x), False)


def gamma(a, x):
    front = a * log(x) - x - loggamma(a)
    if x < a:
        total = term = 1 / a
        n = 0
        while term > total * TINY:
            n += 1
            term *= x / (a + n)
            total += term
        return both(front + log(total), True)

    def terms():
        n = 0
        while True:
            n += 1
            yield (-n * (n - a), x + 2 * n + 1 - a)

    return both(front - log(lentz(x + 1 - a, terms())), False)


def evaluate(kind, parameters, argument):
    p = [mpf(v) for v in parameters]
    x = mpf(argument)
    if kind == "normal":
        upper = ncdf(-abs(x))
        return both(log(upper), x < 0) + (exp(-x * x / 2) / sqrt(2 * pi),)
    if kind == "gamma":
        shape, rate = p
        return gamma(shape, x * rate) + (
            exp(shape * log(rate) + (shape - 1) * log(x) - rate * x - loggamma(shape)),)
    if kind == "chiSquared":
        return evaluate("gamma", [p[0] / 2, mpf("0.5")], x)
    if kind == "beta":
        a, b = p
        return beta(a, b, x, 1 - x) + (exp((a - 1) * log(x) + (b - 1) * log(1 - x) - log_beta_function(a, b)),)
    if kind == "f":
        a, b = p[0] / 2, p[1] / 2
        odds = p[0] * x / p[1]
        density = exp(a * log(odds) - (a + b) * log(1 + odds) - log_beta_function(a, b) - log(x))
        return beta(a, b, odds / (1 + odds), 1 / (1 + odds)) + (density,)
    if kind == "t":
        nu = p[0]
        odds = x * x / nu
        near, beyond, _, log_beyond = beta(mpf("0.5"), nu / 2, odds / (1 + odds), 1 / (1 + odds))
        density = exp(-(nu + 1) / 2 * log(1 + odds) - log(nu) / 2 - log_beta_function(mpf("0.5"), nu / 2))
        return both(log_beyond - log(mpf(2)), x < 0) + (density,)


def cases():
    for x in [-1e5, -38.5, -37.5, -30.0, -12.0, -5.0, -1.0, -0.3, 1e-300, 0.1, 0.7, 1.5, 2.5758, 6.0, 15.0, 26.0, 38.0]:
        yield "normal", [], x
    for nu in [0.5, 1, 2, 3.7, 10, 30.25, 100, 1000, 1e5, 1e8]:
        for t in [-40.0, -3.0, -0.5, 1e-9, 0.04, 0.9, 1.96, 4.5, 12.0, 36.0, 1e6]:
            yield "t", [nu], t
    for nu in [0.5, 1, 2, 5, 11.5, 60, 400, 2000, 1e6, 1e8]:
        # As standard deviations from the mean, and as shares of it.
        for z in [-36, -20, -6, -2, -0.5, 0.2, 1, 3, 8, 25, 40]:
            x = nu + z * (2 * nu) ** 0.5
            yield "chiSquared", [nu], x if x > 0 else nu * 10.0 ** (z / 2)
    for shape, rate in [(0.05, 3.0), (1.0, 0.1), (7.5, 2.0), (350.0, 0.01)]:
        for share in [1e-6, 0.1, 0.8, 1.0, 1.3, 3.0]:
            yield "gamma", [shape, rate], share * shape / rate
    for d1 in [0.5, 1, 3, 12.5, 200, 1000, 1e6]:
        for d2 in [0.5, 2, 35, 880, 1e8]:
            for f in [1e-8, 0.02, 0.6, 0.97, 1.0, 1.04, 1.8, 4.3, 11.2, 300.0]:
                yield "f", [d1, d2], f
    for a in [0.1, 1, 2.5, 40, 3000]:
        for b in [0.3, 1, 8, 500]:
            for x in [1e-12, 0.03, 0.35, 0.5, 0.82, 0.999]:
                yield "beta", [a, b], x


if __name__ == "__main__":
    rows = []
    for kind, parameters, x in cases():
        values = evaluate(kind, parameters, x)
        names = ["cumulative", "survival", "logCumulative", "logSurvival", "density"]
        rows.append(
            {"distribution": kind, "parameters": [repr(float(v)) for v in parameters], "x": repr(float(x))}
            | {name: nstr(value, 20) for name, value in zip(names, values)}
        )
    json.dump({"madeBy": "tails.py", "mpmath": mpmath.__version__, "cases": rows}, sys.stdout, indent=0)
    print()
