"""Reference values at 50 digits where parameters are awkward: tiny, huge, at a border, or next to nothing.

    python3 extremes.py        (gmpy2 makes mpmath quicker)

extremes.txt has a name, then the columns of grids.py. Parameters are not rounded to a few digits as there; non-centralities of 0 and 1e-300 are
referred to the central distribution, and hypergeometric populations reach 1e9. Points next to the middle and tails of 1e-306 are among them.
"""

import math
import random
import sys
from multiprocessing import Pool
from pathlib import Path

import mpmath
from mpmath import mp, mpf, exp, log, log1p, loggamma, nstr

import grids
from grids import FAMILIES

ROWS = 40


def wild(rng):
    chance = rng.random()
    if chance < 0.3:
        return rng.choice([0.1, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 19.0, 20.0, 40.0, 100.0, 1000.0, 1001.0, 1e8])
    low, high = (1e-3, 0.5) if chance < 0.4 else (0.5, 5) if chance < 0.55 else (0.5, 1e3) if chance < 0.75 else (1e3, 1e8)
    return math.exp(rng.uniform(math.log(low), math.log(high)))


def non_centrality(rng):
    return rng.choice([0.0, 1e-300, 1e-280, 1e-20, 1e-10, 1e-5, 1.0, 1e3, 1e4, rng.uniform(0, 50), math.exp(rng.uniform(-30, 9))])


def shift(rng):
    size = rng.choice([0.0, 1e-150, 1e-139, 1e-10, 1e-3, 1.0, 5.0, 37.0, 38.5, rng.uniform(0, 5), rng.uniform(0, 40)])
    return size if rng.random() < 0.4 else -size


def chance(rng):
    return rng.choice([
        1e-300, 5e-324, 1e-16, 1e-10, 1 / 3, 0.5, 1 - 2.0**-53, rng.random(), math.exp(rng.uniform(-40, 0)),
        1 - math.exp(rng.uniform(-36, -1))])


def draw(name, rng):
    if name == "normal":
        return []
    if name == "gamma":
        return [wild(rng) / 2, math.exp(rng.uniform(-30, 30))]
    if name == "beta":
        return [wild(rng) / 2, wild(rng) / 2]
    if name == "f":
        return [wild(rng), wild(rng)]
    if name == "binomial":
        return [rng.choice([1, 2, 3, 10, 999, 1000, 10**5, 10**8, rng.randint(1, 1000), rng.randint(1, 10**8)]), chance(rng)]
    if name == "negativeBinomial":
        return [wild(rng), max(1e-7, chance(rng))]
    if name == "noncentralChiSquared":
        return [wild(rng), non_centrality(rng)]
    if name == "noncentralF":
        return [wild(rng), wild(rng), non_centrality(rng)]
    if name == "noncentralT":
        return [max(0.1, wild(rng)), shift(rng)]
    return [wild(rng)]


CENTRAL = {"noncentralChiSquared": "chiSquared", "noncentralF": "f", "noncentralT": "studentT"}


def continuous(name, rng):
    p = draw(name, rng)
    side, digits = rng.choice("LU"), rng.choice([rng.uniform(0, 0.5), rng.uniform(0.3, 5), rng.uniform(5, 300), rng.uniform(298, 306)])
    family, shapes = FAMILIES[name](), p
    placing, placed = family, p
    if name in CENTRAL and abs(p[-1]) < 1e-12:
        placing, placed = FAMILIES[CENTRAL[name]](), p[:-1]
        if abs(p[-1]) < (1e-300 if name == "noncentralT" else 1e-200):
            family, shapes = placing, placed
    x = placing.point(placed, side, -digits * math.log(10))
    if name == "binomial" and p[1] < 1e-12:
        x = rng.choice([0, 1, 2])
    if name == "binomial" and not 0 <= x < p[0]:
        return None
    if not family.discrete:
        if name in ("studentT", "noncentralT", "normal") and rng.random() < 0.1:
            x = rng.choice([1, -1]) * rng.choice([1e-10, 1e-200, 1e-290])
        x *= 1 + rng.choice([0, 1e-9 * rng.random()])
        if not 1e-300 < abs(x) < 1e300 or name == "beta" and x >= 1:
            return None
    return p, x, family.tails([mpf(v) for v in shapes], mpf(x))


def hypergeometric(name, rng):
    total = rng.randint(4, rng.choice([30, 1000, 10**5, 10**9]))
    successes = rng.randint(1, rng.choice([total - 1, min(total - 1, 50)]))
    failures, draws = total - successes, rng.randint(1, rng.choice([total - 1, min(total - 1, 50)]))
    odds = 1.0 if name == "hypergeometric" else rng.choice([1e-100, 1e100, 1.0, 1 + 1e-9, math.exp(rng.uniform(-30, 30))])
    first, last = max(0, draws - failures), min(draws, successes)
    if first == last:
        return None

    def ratio(k):
        return mpf(odds) * (successes - k) * (draws - k) / (mpf(k + 1) * (failures - draws + k + 1))

    def run(k, end):
        term = total = mpf(1)
        while k != end and term > total * mpf(10) ** -36:
            term, k = (term * ratio(k), k + 1) if end > k else (term / ratio(k - 1), k - 1)
            total += term
        return total

    low, mode = first, last
    while low < mode:
        middle = (low + mode) // 2
        low, mode = (low, middle) if ratio(middle) < 1 else (middle + 1, mode)
    curve = sum(1 / (1 + n) for n in (successes - mode, draws - mode, mode, failures - draws + mode))
    k = round(mode + rng.choice([-1, 1]) * rng.choice([0, rng.uniform(0, 2), rng.uniform(0, 35)]) / math.sqrt(curve))
    k = min(max(k, first), last - 1)

    def choices(n, r):
        return loggamma(n + 1) - loggamma(r + 1) - loggamma(n - r + 1)

    mass = choices(successes, k) + choices(failures, draws - k) - choices(successes, mode) - choices(failures, draws - mode)
    mass += (k - mode) * log(mpf(odds)) - log(run(mode, last) + run(mode, first) - 1)
    below, above = exp(mass) * run(k, first), exp(mass) * ratio(k) * run(k + 1, last)
    p = [successes, failures, draws] + ([odds] if name == "fisherNoncentral" else [])
    return p, k, (log(below) if below < above else log1p(-above), log(above) if above < below else log1p(-below), mass)


def row(job):
    name, index = job
    rng = random.Random(f"extremes {name} {index}")
    mp.dps = grids.DIGITS
    while True:
        try:
            found = (hypergeometric if name in ("hypergeometric", "fisherNoncentral") else continuous)(name, rng)
        except (OverflowError, ValueError, ZeroDivisionError):
            # A corner that the crude search for a point cannot reach.
            continue
        if found and min(found[2][0], found[2][1]) > -706:
            p, x, (low, up, density) = found
            side, part = ("L", low) if low < up else ("U", up)
            return " ".join([name, *(repr(v) for v in p), repr(x), side, nstr(exp(part), 20), nstr(exp(density), 20)])


if __name__ == "__main__":
    with Pool(2) as pool:
        rows = pool.map(row, [(name, index) for name in FAMILIES for index in range(ROWS)], chunksize=1)
    head = f"# extremes.py, mpmath {mpmath.__version__}, {grids.DIGITS} digits; name, parameters, x, smaller tail, its size, density or mass"
    Path(__file__).with_name("extremes.txt").write_text("\n".join([head, *rows]) + "\n")
    print(len(rows), file=sys.stderr)
