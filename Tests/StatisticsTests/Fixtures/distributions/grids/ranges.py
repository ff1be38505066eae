"""Reference values of the studentized range at 1,600 points, 18 digits of each.

    python3 ranges.py        (gmpy2 makes mpmath quicker; some twenty minutes of two cores)

The columns of grids.py; every third row has a density. Two means: Student's t by its continued fraction at 50 digits. More
means: P(W > qs), P(W <= qs) or the density of W averaged over log S, both integrals by the trapezoid rule of positive terms
only. Every 25th row is computed again in finer steps, and seventy points of studentized-range.json (50 digits, the textbook
form) must come out as well, both to 1e-17. Nothing is taken from the library under test.
"""

import json
import math
import random
import sys
from functools import lru_cache
from multiprocessing import Pool
from pathlib import Path

import mpmath
from mpmath import mp, mpf, exp, erf, erfc, expm1, log, log1p, loggamma, nstr, pi, sqrt

import grids

DIGITS = 32
SMALL = mpf(10) ** -22
HERE = Path(__file__).resolve().parent


def step_for(k, fine):
    return mpf(max(0.4 / math.sqrt(k), 0.144 / math.sqrt(2 * math.log(k)))) / fine


def total_of(term, first):
    """Sum of term(i) over whole i outwards from the first, to SMALL."""
    total = term(first)
    for sign in (1, -1):
        at, last = first + sign, None
        while True:
            part = term(at)
            total += part
            if part < total * SMALL and (last is None or part <= last):
                break
            at, last = at + sign, part
    return total


@lru_cache(maxsize=None)
def node(k, fine, index):
    """The smallest of k values: z, density times Q(z)^(k - 1), Q(z)."""
    z = index * step_for(k, fine)
    upper = erfc(z / sqrt(mpf(2))) / 2
    return z, exp(-z * z / 2) * upper ** (k - 1), upper


def range_upper(k, w, fine):
    """P(W > w): over the smallest value z, 1 − (1 − Q(z + w)/Q(z))ⁿ."""
    if w < mpf(10) ** -14:
        return mpf(1)
    root = sqrt(mpf(2))

    def term(index):
        z, weight, upper = node(k, fine, index)
        return weight * -expm1((k - 1) * log1p(-erfc((z + w) / root) / 2 / upper))

    step = step_for(k, fine)
    return k * step * total_of(term, int(min(-w / 2, -0.5) / step)) / sqrt(2 * pi)


def middle(w, power, step, kernel):
    """∫ kernel(m) (Φ(m + w/2) − Φ(m − w/2))^power dm; even in m."""
    lost = max(0, int(-mpmath.log10(w))) + 2
    with mpmath.workdps(DIGITS + lost):
        root, half = sqrt(mpf(2)), w / 2
        total, m = kernel(mpf(0)) * erf(half / root) ** power / 2, step
        while True:
            part = kernel(m) * ((erf((m + half) / root) - erf((m - half) / root)) / 2) ** power
            total += part
            if part < total * SMALL and m > half:
                break
            m += step
    return 2 * step * total


def range_lower(k, w, fine):
    inside = middle(w, k - 1, step_for(k, fine), lambda m: exp(-m * m / 2) * mpmath.cosh(m * w / 2))
    return k * inside * exp(-w * w / 8) / sqrt(2 * pi)


def range_density(k, w, fine):
    inside = middle(w, k - 2, step_for(k, fine), lambda m: exp(-m * m))
    return k * (k - 1) * inside * exp(-w * w / 4) / (2 * pi)


def average(k, nu, q, inner, power, from_mode, fine):
    """∫ of the density of log S times s^power times inner(k, qs)."""
    mp.dps = DIGITS
    q = mpf(q)
    if nu == math.inf:
        return inner(k, q, fine)
    nu = mpf(nu)
    with mpmath.workdps(DIGITS + 12):
        constant = log(mpf(2)) + nu / 2 * log(nu / 2) - loggamma(nu / 2) - nu / 2
    centre = 0 if from_mode else -0.5 * math.log1p(float(q) ** 2 / 2 / float(nu)) if q < 1e140 else -math.log(q / sqrt(2 * nu))
    sharp = 1 + max(0.0, 0.85 * math.log(k / 45))
    step = mpf("0.8") / fine / sqrt(72 * sharp * sharp + mpf("4.1") * nu + 4 * (k - 1))
    nearest = int(centre / step)

    def term(index):
        u = index * step
        # −νu²·(…): the difference from the mode, so that nothing large cancels.
        return exp(constant + power * u - nu / 2 * (expm1(2 * u) - 2 * u)) * inner(k, q * exp(u), fine)

    return step * total_of(term, nearest)


def two_means(nu, q):
    mp.dps = 50
    q = mpf(q)
    if nu == math.inf:
        upper = erfc(q / 2)
        return 1 - upper, upper, exp(-q * q / 4) / sqrt(pi)
    nu = mpf(nu)
    odds = q * q / 2 / nu
    low, up = grids.beta_tails(mpf(1) / 2, nu / 2, odds / (1 + odds), 1 / (1 + odds))
    density = -(nu + 1) / 2 * log1p(odds) - log(nu) / 2 - grids.log_beta_function(mpf(1) / 2, nu / 2)
    return exp(low), exp(up), sqrt(mpf(2)) * exp(density)


def tails(k, nu, q, below, fine=1):
    """Both tails, the smaller one direct."""
    if k == 2:
        return two_means(nu, q)[:2]
    if below:
        low = average(k, nu, q, range_lower, 0, True, fine)
        if low < 0.6:
            return low, 1 - low
    up = average(k, nu, q, range_upper, 0, False, fine)
    if up < 0.6:
        return 1 - up, up
    low = average(k, nu, q, range_lower, 0, True, fine)
    return low, 1 - low


def draw(rng, index):
    k = 2 if index % 4 == 0 else rng.choice([3, 3, 4, 5, 6, 8, 10, 15, 25, 40, 60, 100])
    nu = math.inf if rng.random() < 0.08 else grids.freedom(rng)
    digits = rng.uniform(0.3, 4) if rng.random() < 0.5 else rng.uniform(4, 299)
    below = rng.random() < 0.4
    if below:
        q = (1 + 1.1 * math.sqrt(2 * math.log(k))) * 10 ** (-digits / (k - 1))
    else:
        q = math.sqrt(4 * digits * math.log(10))
        if nu < math.inf:
            power = 2 * digits * math.log(10) / nu
            q = math.sqrt(2 * nu) * (math.sqrt(math.expm1(power)) if power < 600 else math.exp(min(power / 2, 640)))
        if digits < 4:
            q += math.sqrt(math.log(k)) * rng.random()
    return k, nu, float("%.5g" % q), below


def row(index):
    rng = random.Random(f"studentizedRange {index}")
    while True:
        k, nu, q, below = draw(rng, index)
        low, up = tails(k, nu, q, below)
        if min(low, up) > 1e-303:
            break
    if index % 25 == 1:
        again = tails(k, nu, q, low < up, fine=1.3)
        assert abs(min(again) / min(low, up) - 1) < 1e-17, (k, nu, q)
    density = "-"
    if index % 3 == 0:
        value = two_means(nu, q)[2] if k == 2 else average(k, nu, q, range_density, 1, low < up, 1)
        density = nstr(value, 18)
    side, part = ("L", low) if low < up else ("U", up)
    return f"{k} {nu!r} {q!r} {side} {nstr(part, 18)} {density}"


def known():
    cases = json.loads((HERE / "../studentized-range.json").resolve().read_text())["cases"]
    return [case for case in cases if case["groups"] > 2][::2]


def check(case):
    k, nu, q = case["groups"], float(case["degreesOfFreedom"]), float(case["q"])
    low, up = mpf(case["cumulative"]), mpf(case["survival"])
    found = min(tails(k, nu, q, low < up))
    return (k, nu, q, nstr(found, 20)) if abs(found / min(low, up) - 1) > 1e-17 else None


if __name__ == "__main__":
    with Pool(2) as pool:
        wrong = [case for case in pool.map(check, known(), chunksize=1) if case]
        assert not wrong, wrong
        print(len(known()), "known points", file=sys.stderr, flush=True)
        rows = pool.map(row, range(grids.POINTS), chunksize=4)
    head = f"# studentizedRange: ranges.py, mpmath {mpmath.__version__}; groups, degrees of freedom, q, smaller tail, its size, density"
    (HERE / "studentizedRange.txt").write_text("\n".join([head, *rows]) + "\n")
    print(len(rows), file=sys.stderr)
