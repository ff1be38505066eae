"""Centres, limits and rules of control charts by exact fractions where they are rational, else at 40 digits: python3 make.py > charts.json

Written from the formulas (Montgomery, Introduction to Statistical Quality Control; Laney 2002; Benneyan 2001; Nelson 1994), one rule a loop,
and shares nothing with the program. The series are invented.
"""

import json
import random
from fractions import Fraction as F

import mpmath
from mpmath import mpf

mpmath.mp.dps = 40
random.seed(20261122)


def exact(x):
    return F(x)


def mean_moving_range(y, screen):
    steps = [abs(b - a) for a, b in zip(y, y[1:])]
    mean = sum(steps) / len(steps)
    if screen and mean > 0:
        kept = [s for s in steps if s < mpf("3.267") * mean] if isinstance(mean, mpf) else [s for s in steps if s < F("3.267") * mean]
        if kept:
            return sum(kept) / len(kept)
    return mean


def rules(y, centres, sigmas):
    n = len(y)
    side = [0 if v == c else 1 if v > c else -1 for v, c in zip(y, centres)]
    found = [set() for _ in y]
    for i in range(n):
        if abs(y[i] - centres[i]) > 3 * sigmas[i]:
            found[i].add("outsideLimits")
    for i in range(n - 6):
        if len(set(side[i : i + 7])) == 1 and side[i]:
            for j in range(i, i + 7):
                found[j].add("shift")
        steps = [y[j + 1] - y[j] for j in range(i, i + 6)]
        if all(s > 0 for s in steps) or all(s < 0 for s in steps):
            for j in range(i, i + 7):
                found[j].add("trend")
    for i in range(n - 2):
        for s in (1, -1):
            far = [j for j in range(i, i + 3) if 3 * sigmas[j] >= s * (y[j] - centres[j]) > 2 * sigmas[j]]
            if len(far) >= 2:
                for j in far:
                    found[j].add("twoOfThree")
    return [sorted(f) for f in found]


def number(x):
    return float(mpf(x.numerator) / x.denominator) if isinstance(x, F) else float(x)


cases = []


def add(kind, values, bases, phases, screen):
    """phases: list of (start, end, y, centre, sigmas, meanMovingRange)."""
    centre, sigma, found = [], [], []
    for y, c, s in phases:
        centre += [number(x) for x in c]
        sigma += [number(x) for x in s]
        found += rules(y, c, s)
    cases.append(
        {"kind": kind, "values": values, "bases": bases, "screened": screen, "lengths": [len(p[0]) for p in phases],
         "centre": centre, "sigma": sigma, "signals": found})


def split(n):
    return [n] if random.random() < 0.5 else [n // 2, n - n // 2]


def pieces(values, lengths):
    start = 0
    for length in lengths:
        yield start, values[start : start + length]
        start += length


for case in range(60):
    n = random.randint(8, 40)
    drift = random.choice([0, 0, 0.2, -0.3])
    values = [round(random.gauss(50 + drift * i, 4), 1) for i in range(n)]
    if random.random() < 0.4:
        values[random.randrange(n)] += 60
    screen = case % 2 == 0
    phases = []
    for _, part in pieces(values, split(n)):
        y = [exact(v) for v in part]
        c = sum(y) / len(y)
        s = F("2.66") * mean_moving_range(y, screen) / 3
        phases.append((y, [c] * len(y), [s] * len(y)))
    add("xmr", values, None, phases, screen)

for case in range(80):
    kind = ["p", "p'", "u", "u'"][case % 4]
    n = random.randint(8, 30)
    bases = [random.randint(20, 400) for _ in range(n)]
    level = random.uniform(0.1, 0.6)
    counts = [min(b, max(0, round(random.gauss(b * level, (b * level) ** 0.5 * random.choice([0.7, 2]))))) for b in bases]
    screen = case % 3 == 0
    phases = []
    start = 0
    for length in split(n):
        x, m = counts[start : start + length], bases[start : start + length]
        start += length
        y = [mpf(a) / b for a, b in zip(x, m)]
        c = mpf(sum(x)) / sum(m)
        v = c * (1 - c) if kind[0] == "p" else c
        s = [mpmath.sqrt(v / b) for b in m]
        if kind.endswith("'"):
            z = [(a - c) / b if b > 0 else mpf(0) for a, b in zip(y, s)]
            scale = mpf("2.66") * mean_moving_range(z, screen) / 3
            s = [a * scale for a in s]
        phases.append((y, [c] * length, s))
    add(kind, counts, bases, phases, screen)

for case in range(40):
    n = random.randint(8, 30)
    if case % 2 == 0:
        values = [int(random.expovariate(1 / 12)) for _ in range(n)]
        phases = []
        for _, part in pieces(values, split(n)):
            mean = mpf(sum(part)) / len(part)
            c = mpmath.log(2) * mean
            s = (mean + 3 * mpmath.sqrt(mean * (mean + 1)) - c) / 3
            phases.append(([mpf(v) for v in part], [c] * len(part), [s] * len(part)))
        add("g", values, None, phases, False)
    else:
        values = [round(random.expovariate(1 / 20), 1) for _ in range(n)]
        phases = []
        for _, part in pieces(values, split(n)):
            y = [mpmath.power(mpf(v), mpf(1) / mpf("3.6")) for v in part]
            c = sum(y) / len(y)
            s = mpf("2.66") * mean_moving_range(y, True) / 3
            phases.append((y, [c] * len(y), [s] * len(y)))
        add("t", values, None, phases, True)

print('{"madeBy": "make.py", "mpmath": "%s", "cases": [' % mpmath.__version__)
print(",\n".join(json.dumps(c) for c in cases))
print("]}")
