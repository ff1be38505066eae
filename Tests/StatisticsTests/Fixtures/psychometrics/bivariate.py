"""Reference values of the bivariate normal distribution: python3 bivariate.py (in this folder).

By the conditional distribution, P = ∫ φ(x) Φ((k − ρx)/√(1 − ρ²)) dx up to h, with mpmath at 40 digits; the library integrates over
the correlation instead.
"""
import json
import random

import mpmath as mp

mp.mp.dps = 40
random.seed(20250303)


def probability(h, k, r):
    h, k, r = mp.mpf(h), mp.mpf(k), mp.mpf(r)
    s = mp.sqrt(1 - r * r)
    turn = k / r if r else mp.mpf(0)
    width = s / abs(r) if r else mp.mpf(1)
    # Breaks around the place where the conditional probability turns.
    points = {mp.mpf(-38), h} | {turn + width * i for i in (-40, -12, -4, -1, 0, 1, 4, 12, 40)} | {mp.mpf(i) for i in range(-12, 13, 3)}
    points = sorted(p for p in points if -38 <= p <= h)
    return mp.quad(lambda x: mp.npdf(x) * mp.ncdf((k - r * x) / s), points)


cases = []
for i in range(300):
    spread = random.choice([0.5, 1.5, 3])
    h, k = (round(random.gauss(0, spread), 3) for _ in range(2))
    if i % 10 == 0:
        k = h
    if i % 10 == 1:
        k = -h
    r = [round(random.uniform(-0.9, 0.9), 3), round(random.uniform(0.9, 1), 4), -round(random.uniform(0.9, 1), 4),
         random.choice([0.99, 0.999, 0.99999, -0.999, -0.999999])][i % 4]
    if abs(r) == 1:
        r = 0.95
    cases.append([h, k, r, float(probability(h, k, r))])
with open("bivariate.json", "w") as file:
    json.dump({"madeBy": "bivariate.py", "mpmath": mp.__version__, "tolerance": 1e-14, "cases": cases}, file, separators=(",", ":"))
print(len(cases), "cases")
