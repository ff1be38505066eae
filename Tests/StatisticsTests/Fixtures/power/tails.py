# Upper tails of the non-central t and F distributions at 30 digits: python3 tails.py (in this folder).
import json
import mpmath as mp
from mpmath import mpf

mp.mp.dps = 30


def t_tail(t, v, d):
    t, v, d = mpf(t), mpf(v), mpf(d)
    c = mp.log(2) + v / 2 * mp.log(v / 2) - mp.loggamma(v / 2) - v / 2

    # The integrand is log-concave in log s: panels of about its width from its peak, found by bisection, until it is gone.
    def log_f(w):
        return v * w - v * mp.expm1(2 * w) / 2 + mp.log(mp.erfc((t * mp.exp(w) - d) / mp.sqrt(2)))

    low, high = mpf(-60), mpf(5)
    for _ in range(60):
        a, b = low + (high - low) / 3, high - (high - low) / 3
        low, high = (a, high) if log_f(a) < log_f(b) else (low, b)
    peak = (low + high) / 2
    top = log_f(peak)
    total = mpf(0)
    for side in (-1, 1):
        step = mpf(1)
        while log_f(peak + side * step) < top - 4:
            step /= 2
        at = peak
        while log_f(at) > top - 60:
            # Scaled by the peak, as the accuracy of quad is absolute.
            total += mp.quad(lambda w: mp.exp(log_f(w) - top), sorted([at, at + side * step]), maxdegree=8)
            at += side * step
            if abs(at) > 200:
                break
    return total * mp.exp(c + top) / 2


def f_tail(f, a, b, l):
    f, a, b, l = mpf(f), mpf(a), mpf(b), mpf(l)
    x = a * f / (a * f + b)
    total, j = mpf(0), 0
    while True:
        term = mp.exp(-l / 2 + j * mp.log(l / 2) - mp.loggamma(j + 1)) * mp.betainc(a / 2 + j, b / 2, x, 1, regularized=True)
        total += term
        if j > l / 2 and term < total * mpf(10) ** -25:
            return total
        j += 1


cases = []
for v in ["0.5", "1", "2.5", "7", "30", "198", "5000", "1000000"]:
    for t, d in [("0", "1.5"), ("0.7", "0"), ("2.2", "2.8"), ("2.2", "-2.8"), ("2", "6"), ("1.96", "-0.3"), ("12.7", "3"), ("60", "45"),
                 ("4", "0.5"), ("3", "12")]:
        value = t_tail(t, v, d)
        if value > mpf(10) ** -290:
            cases.append({"kind": "t", "x": t, "first": v, "second": "0", "shift": d, "survival": mp.nstr(value, 20)})
for a, b in [("1", "1"), ("1", "20"), ("2", "57"), ("3", "12.5"), ("7", "400"), ("40", "3")]:
    for f, l in [("0.3", "0.2"), ("2.8", "5"), ("4", "10.5"), ("3", "60"), ("12", "3"), ("1", "200"), ("50", "30")]:
        with mp.workdps(60):  # betainc subtracts
            value = mp.nstr(f_tail(f, a, b, l), 20)
        cases.append({"kind": "F", "x": f, "first": a, "second": b, "shift": l, "survival": value})
with open("tails.json", "w") as out:
    json.dump({"madeBy": "tails.py", "mpmath": mp.__version__, "tolerance": 1e-12, "cases": cases}, out, indent=0)
print(len(cases))
