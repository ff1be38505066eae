"""Reference values of the studentized range: double quadrature at 50 digits, with R's ptukey beside them.

    python3 studentized_range.py > studentized-range.json

Q = W/S, W the range of k standard normal values, nu S^2 chi-squared with nu degrees of freedom.
P(W <= w) = k int phi(z) (Phi(z+w) - Phi(z))^(k-1) dz, the textbook form; the survival is 1 - P at a working precision
raised by the digits that this loses. Both integrals by the trapezoid rule, the outer one after s = exp(x - exp(-x));
the steps shrink with the working precision, and every eighth case is computed again with smaller steps and must agree.
Takes some ten minutes (gmpy2 makes mpmath quicker).
"""

import json
import subprocess
import sys
from multiprocessing import Pool

import mpmath
from mpmath import mp, mpf, erf, exp, log, sqrt, pi, cosh, loggamma

KNOWN = [  # the cases where R is known to be wrong
    (3, 5, 12.0), (3, 10, 12.0), (4, 36, 3.5), (5, 35, 6.9), (3, 60, 14.0), (5, 880, 7.5), (4, 16422, 30.0),
]
CASES = KNOWN + [
    (k, nu, q)
    for k, nus in {
        2: [1, 2, 10, 374.84, "inf"],
        3: [2, 5, 37.5, 1000, "inf"],
        4: [3, 36, 4555.2],
        6: [1, 12, 120, "inf"],
        10: [2.5, 20, 880],
        25: [5, 100],
        60: [30],
    }.items()
    for nu in nus
    for q in [0.05, 0.7, 2.0, 3.5, 6.0, 15.0]
] + [(3, 1e6, 3.31), (3, 1e6, 9.0), (5, 1e8, 4.0), (2, 0.5, 3.0), (2, 0.5, 500.0), (4, 20, 100.0), (150, 40, 6.0), (20, 5, 12.0), (5, 5, 1e3)]


def range_cumulative(k, w, fine):
    """P(W <= w), over the middle m = z + w/2; even in m."""
    step = mpf("0.4") / sqrt(k) * sqrt(min(1, mpf(50) / mp.dps)) / fine
    root = sqrt(mpf(2))
    total = mpf(0)
    largest = mpf(0)
    index = 0
    while True:
        m = index * step
        inside = (erf((m + w / 2) / root) - erf((m - w / 2) / root)) / 2
        term = exp(-m * m / 2) * cosh(m * w / 2) * inside ** (k - 1)
        total += term / 2 if index == 0 else term
        largest = max(largest, term)
        if m > w / 2 and term < largest * mpf(10) ** (-mp.dps):
            break
        index += 1
    return k * 2 * step * total * exp(-w * w / 8) / sqrt(2 * pi)


def cumulative(k, nu, q, fine=1):
    if nu == "inf":
        return range_cumulative(k, q, fine)
    nu = mpf(nu)
    step = min(mpf("1.4") / mp.dps, mpf("0.2") / sqrt(2 * nu) * sqrt(min(1, mpf(80) / mp.dps))) / fine
    constant = log(mpf(2)) + nu / 2 * log(nu / 2) - loggamma(nu / 2)
    # x with x - exp(-x) = 0, the mode of S.
    mode = mpmath.lambertw(1).real
    total = mpf(0)
    for direction in (1, -1):
        index = 0 if direction == 1 else 1
        largest = mpf(0)
        while True:
            x = mode + direction * index * step
            u = x - exp(-x)
            density = exp(constant + nu * u - nu / 2 * exp(2 * u)) * (1 + exp(-x))
            largest = max(largest, density)
            if density < largest * mpf(10) ** (-mp.dps):
                break
            total += density * range_cumulative(k, q * exp(u), fine)
            index += 1
    return total * step


def reference(case):
    k, nu, q = case
    q = mpf(q)
    mp.dps = 30
    # Digits that 1 - P loses, from a crude bound of the tail.
    degrees = mpf(10) ** 9 if nu == "inf" else mpf(nu)
    lost = int(degrees / 2 * log(1 + q * q / (2 * degrees)) / log(10)) + 5
    small = int((k - 1) * max(0, -log(q) / log(10))) + 5
    mp.dps = 45 + lost + small
    lower = cumulative(k, nu, q)
    if CASES.index(case) % 8 == 0 and lost < 30:
        again = cumulative(k, nu, q, fine=mpf("1.2"))
        assert abs(lower - again) < mpf(10) ** (-36) * min(lower, 1 - lower), (case, lower, again)
    return mpmath.nstr(lower, 30), mpmath.nstr(1 - lower, 30)


def ptukey():
    lines = [f"ptukey({q!r},{k},{'Inf' if nu == 'inf' else nu},lower.tail=FALSE)" for k, nu, q in CASES]
    code = 'x <- c(%s); writeLines(c(as.character(getRversion()), sprintf("%%.17g", x)))' % ",".join(lines)
    output = subprocess.run(["Rscript", "-e", code], capture_output=True, text=True, check=True).stdout.split()
    return output[0], output[1:]


if __name__ == "__main__":
    with Pool(2) as pool:
        values = pool.map(reference, CASES, chunksize=1)
    version, from_r = ptukey()
    rows = [
        {
            "groups": k, "degreesOfFreedom": str(nu), "q": repr(q), "cumulative": lower, "survival": upper,
            "survivalFromR": r,
        }
        for (k, nu, q), (lower, upper), r in zip(CASES, values, from_r)
    ]
    json.dump(
        {"madeBy": "studentized_range.py", "mpmath": mpmath.__version__, "R": version, "cases": rows},
        sys.stdout, indent=1,
    )
    print()
