"""Reference values at 50 digits for 1,600 points of every distribution with a closed form.

    python3 grids.py NAME...        (all if none is named; gmpy2 makes mpmath quicker)
    python3 grids.py logarithms

Each file NAME.txt has one point a line: parameters, argument, L or U for the smaller tail, the size of that tail,
and the density or mass. The other tail is 1 minus the first. Parameters and tail sizes (1e-300 to ½) are
drawn from a seed; arguments are the rounded points where Chernoff's bound has that size. Every number of a row but the
last two is exact as it stands.

Incomplete gamma by its series and continued fraction (DLMF 8.11.4, 8.9.2), incomplete beta by its continued fraction
(DLMF 8.17.22), the smaller side directly. Non-central tails are Poisson mixtures of these; every 40th density of the
non-central chi-squared is checked against its form by a Bessel function. Non-central t of opposite signs is the integral of
its definition. Nothing is taken from the library under test.

logarithms.txt has tails far below the smallest double: name, parameters, argument, side, natural logarithm of that tail.
"""

import math
import random
import sys
from multiprocessing import Pool
from pathlib import Path

import mpmath
from mpmath import mp, mpf, exp, log, log1p, loggamma, ncdf, nstr, pi, sqrt

DIGITS = 50
mp.dps = DIGITS
TINY = mpf(10) ** -(DIGITS + 4)
POINTS = 1600


# --- 50-digit tails -----------------------------------------------------------------------------------------------


def lentz(first, terms):
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


def log_beta_below(a, b, x, y):
    """log I_x(a, b), quick for x below the mean."""

    def terms():
        m = 0
        while True:
            yield -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), mpf(1)
            m += 1
            yield m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), mpf(1)

    return a * log(x) + b * log(y) - log(a) - log_beta_function(a, b) - log(lentz(mpf(1), terms()))


def other(log_tail):
    return log1p(-exp(log_tail))


def beta_tails(a, b, x, y):
    if x * (a + b) < a:
        low = log_beta_below(a, b, x, y)
        return low, other(low)
    up = log_beta_below(b, a, y, x)
    return other(up), up


def gamma_tails(a, x):
    front = a * log(x) - x - loggamma(a)
    if x < a:
        total = term = 1 / a
        n = 0
        while term > total * TINY:
            n += 1
            term *= x / (a + n)
            total += term
        low = front + log(total)
        return low, other(low)

    def terms():
        n = 0
        while True:
            n += 1
            yield -n * (n - a), x + 2 * n + 1 - a

    up = front - log(lentz(x + 1 - a, terms()))
    return other(up), up


def log_beta_front(a, b, x, y):
    return a * log(x) + b * log(y) - log_beta_function(a, b)


def log_gamma_front(a, x):
    return a * log(x) - x - loggamma(a)


class Mixture:
    """Poisson weights of mean m (index shifted by c) on tails of shape a + j: lower, upper and front."""

    def __init__(self, m, c, a, tails, front, growth, bound):
        self.m, self.c, self.a = m, mpf(c), a
        self.tails, self.front_at, self.growth, self.bound = tails, front, growth, bound

    def log_weight(self, j):
        i = j + self.c
        return i * log(self.m) - self.m - loggamma(i + 1)

    def span(self, lower):
        """All j whose term may matter at 50 digits, from crude bounds in plain floating point."""
        m, c, a = float(self.m), float(self.c), float(self.a)

        def height(j):
            i = j + c
            value = i * math.log(m / i) + i - m if i > 0 else -m
            return value + self.bound(a + j, lower)

        low, high = 0.0, 4 * m + 10
        while height(2 * high) > height(high):
            high *= 2
        left, right = low, 2 * high
        for _ in range(300):
            one, two = left + (right - left) / 3, right - (right - left) / 3
            left, right = (one, right) if height(one) < height(two) else (left, two)
        peak = left
        floor = height(peak) - 150

        def edge(inside, outside):
            if height(outside) > floor:
                return outside
            for _ in range(200):
                middle = (inside + outside) / 2
                inside, outside = (middle, outside) if height(middle) > floor else (inside, middle)
            return outside

        far = peak + 1
        while height(far) > floor:
            far = 2 * far + 1
        return int(edge(peak, 0.0)), int(edge(peak, far)) + 1

    def lower(self):
        first, last = self.span(True)
        at, shape = last, self.a + last
        weight = exp(self.log_weight(at))
        tail = exp(self.tails(shape)[0])
        front = exp(self.front_at(shape))
        total = weight * tail
        while at > first:
            shape -= 1
            front /= self.growth(shape)
            tail += front / shape
            weight *= (at + self.c) / self.m
            total += weight * tail
            at -= 1
        return total

    def upper(self):
        first, last = self.span(False)
        at, shape = first, self.a + first
        weight = exp(self.log_weight(at))
        tail = exp(self.tails(shape)[1])
        front = exp(self.front_at(shape))
        total = weight * tail
        while at < last:
            tail += front / shape
            front *= self.growth(shape)
            shape += 1
            at += 1
            weight *= self.m / (at + self.c)
            total += weight * tail
        return total

    def front(self):
        (first, last), (again, end) = self.span(True), self.span(False)
        first, last = min(first, again), max(last, end)
        shape = self.a + first
        term = exp(self.log_weight(first) + self.front_at(shape))
        total = term
        for at in range(first + 1, last + 1):
            term *= self.growth(shape) * self.m / (at + self.c)
            shape += 1
            total += term
        return total


def gamma_mixture(m, a, x):
    fx, lx = float(x), float(log(x))

    def bound(shape, lower):
        counts = (shape > fx) if lower else (shape < fx)
        return min(0.0, shape * (lx - math.log(shape)) + shape - fx) if counts else 0.0

    return Mixture(m, 0, a, lambda s: gamma_tails(s, x), lambda s: log_gamma_front(s, x), lambda s: x / s, bound)


def beta_mixture(m, c, a, b, x, y):
    lx, ly, fb = float(log(x)), float(log(y)), float(b)

    def bound(shape, lower):
        value = shape * (lx + math.log1p(fb / shape)) + fb * (ly + math.log1p(shape / fb))
        counts = (lx + math.log1p(fb / shape) < 0) if lower else (lx + math.log1p(fb / shape) > 0)
        return min(0.0, value) if counts else 0.0

    return Mixture(
        m, c, a, lambda s: beta_tails(s, b, x, y), lambda s: log_beta_front(s, b, x, y),
        lambda s: x * (s + b) / s, bound)


def smaller(mixtures, below, extra=mpf(0)):
    """(log lower, log upper) of a sum of mixtures; the side named first unless it turns out the larger."""
    if below:
        low = extra + sum(m.lower() for m in mixtures)
        if low < mpf("0.9"):
            return log(low), log1p(-low)
    up = sum(m.upper() for m in mixtures)
    if up < mpf("0.9"):
        return log1p(-up), log(up)
    low = extra + sum(m.lower() for m in mixtures)
    return log(low), log1p(-low)


# --- Families: drawing parameters, where a tail has a given size, and the tails themselves -----------------------------


def gamma_bound(a):
    return lambda x: a * math.log(x / a) + a - x if x > 0 else -math.inf


def chernoff_beta(a, b):
    p = a / (a + b)

    def bound(log_odds):
        # x and 1 − x from log odds without loss at either end.
        lx = -math.log1p(math.exp(-log_odds)) if log_odds > -700 else log_odds
        ly = -math.log1p(math.exp(log_odds)) if log_odds < 700 else -log_odds
        return a * (lx - math.log(p)) + b * (ly - math.log(1 - p))

    return bound, math.log(a / b)


def solve(bound, centre, side, target, step):
    """Where a bound that falls on both sides of the centre reaches the target; on a line."""
    sign = 1 if side == "U" else -1
    far = step
    while bound(centre + sign * far) > target and far < 1e305:
        far *= 2
    near = 0.0
    for _ in range(60):
        middle = (near + far) / 2
        near, far = (middle, far) if bound(centre + sign * middle) > target else (near, middle)
    return centre + sign * far


def spread(rng, low, high, digits=3):
    """Log-uniform, to a few digits."""
    return float(f"%.{digits - 1}e" % math.exp(rng.uniform(math.log(low), math.log(high))))


def freedom(rng):
    return spread(rng, 0.5, 1e3) if rng.random() < 0.6 else spread(rng, 1e3, 1e8)


def non_centrality(rng):
    chance = rng.random()
    return spread(rng, 0.01, 1e3) if chance < 0.75 else spread(rng, 1e3, 1e5) if chance < 0.97 else spread(rng, 1e5, 1e7)


def rounded(x, digits=7):
    return float(f"%.{digits - 1}e" % x)


def limited(log_x):
    return math.exp(min(max(log_x, -660), 660))


class Family:
    discrete = False


class Normal(Family):
    def draw(self, rng):
        return []

    def point(self, p, side, target):
        return rounded(solve(lambda z: -z * z / 2, 0.0, side, target, 1.0))

    def tails(self, p, x):
        up = log(ncdf(-abs(x)))
        pair = other(up), up
        return (pair if x > 0 else pair[::-1]) + (-x * x / 2 - log(2 * pi) / 2,)


class StudentT(Family):
    def draw(self, rng):
        return [freedom(rng)]

    def point(self, p, side, target):
        bound, centre = chernoff_beta(0.5, p[0] / 2)
        odds = solve(bound, centre, "U", target, 1.0)
        return rounded(limited((odds + math.log(p[0])) / 2)) * (1 if side == "U" else -1)

    def tails(self, p, x):
        nu = p[0]
        odds = x * x / nu
        up = beta_tails(mpf(1) / 2, nu / 2, odds / (1 + odds), 1 / (1 + odds))[1] - log(mpf(2))
        density = -(nu + 1) / 2 * log1p(odds) - log(nu) / 2 - log_beta_function(mpf(1) / 2, nu / 2)
        pair = other(up), up
        return (pair if x > 0 else pair[::-1]) + (density,)


class Gamma(Family):
    def draw(self, rng):
        return [freedom(rng) / 2, spread(rng, 1e-3, 1e3)]

    def point(self, p, side, target):
        shape, rate = p
        log_x = solve(lambda l: shape * (l - math.expm1(l)) if l < 600 else -math.inf, 0.0, side, target, 0.1)
        return rounded(limited(log_x) * shape / rate)

    def tails(self, p, x):
        shape, rate = p
        return gamma_tails(shape, x * rate) + (log_gamma_front(shape, x * rate) - log(x),)


class ChiSquared(Gamma):
    def draw(self, rng):
        return [freedom(rng)]

    def point(self, p, side, target):
        return super().point([p[0] / 2, 0.5], side, target)

    def tails(self, p, x):
        return super().tails([p[0] / 2, mpf(1) / 2], x)


class Beta(Family):
    def draw(self, rng):
        return [freedom(rng) / 2, freedom(rng) / 2]

    def point(self, p, side, target):
        bound, centre = chernoff_beta(*p)
        odds = solve(bound, centre, side, target, 0.1)
        x = limited(odds) / (1 + limited(odds))
        return rounded(x) if rounded(x) < 1 else 1 - 2.0**-40

    def tails(self, p, x):
        a, b = p
        return beta_tails(a, b, x, 1 - x) + (log_beta_front(a, b, x, 1 - x) - log(x) - log(1 - x),)


class F(Family):
    def draw(self, rng):
        return [freedom(rng), freedom(rng)]

    def point(self, p, side, target):
        bound, centre = chernoff_beta(p[0] / 2, p[1] / 2)
        return rounded(limited(solve(bound, centre, side, target, 0.1) - centre))

    def tails(self, p, x):
        odds = p[0] * x / p[1]
        a, b, u, v = p[0] / 2, p[1] / 2, odds / (1 + odds), 1 / (1 + odds)
        return beta_tails(a, b, u, v) + (log_beta_front(a, b, u, v) - log(x),)


class Binomial(Family):
    discrete = True

    def draw(self, rng):
        return [int(spread(rng, 1, 1e3) if rng.random() < 0.6 else spread(rng, 1e3, 1e8)), rounded(rng.random() ** 2, 4)]

    def point(self, p, side, target):
        n, chance = p

        def bound(k):
            k = min(max(k, 1e-9), n - 1e-9)
            return k * math.log(n * chance / k) + (n - k) * math.log(n * (1 - chance) / (n - k))

        k = round(solve(lambda k: -math.inf if not 0 <= k <= n else bound(k), n * chance, side, target, 0.5))
        return min(max(k, 0), n - 1)

    def tails(self, p, k):
        n, chance = p
        mass = loggamma(n + 1) - loggamma(k + 1) - loggamma(n - k + 1) + k * log(chance) + (n - k) * log(1 - chance)
        return beta_tails(k + 1, n - k, chance, 1 - chance)[::-1] + (mass,)


class Poisson(Family):
    discrete = True

    def draw(self, rng):
        return [freedom(rng)]

    def point(self, p, side, target):
        mu = p[0]
        k = solve(lambda k: k * math.log(mu / k) + k - mu if k > 0 else -math.inf, mu, side, target, 0.5)
        return max(0, round(k))

    def tails(self, p, k):
        return gamma_tails(k + 1, p[0])[::-1] + (k * log(p[0]) - p[0] - loggamma(k + 1),)


class NegativeBinomial(Family):
    discrete = True

    def draw(self, rng):
        return [freedom(rng), rounded(rng.random() ** 2, 4)]

    def point(self, p, side, target):
        size, chance = p

        def bound(k):
            if k <= 0:
                return -math.inf
            total = size + k
            return size * math.log(total * chance / size) + k * math.log(total * (1 - chance) / k)

        return max(0, round(solve(bound, size * (1 - chance) / chance, side, target, 0.5)))

    def tails(self, p, k):
        size, chance = p
        mass = loggamma(k + size) - loggamma(size) - loggamma(k + 1) + size * log(chance) + k * log(1 - chance)
        return beta_tails(size, k + 1, chance, 1 - chance) + (mass,)


class FisherNoncentral(Family):
    """Successes, failures, draws, odds ratio; sums of neighbours from the likeliest outwards."""

    discrete = True

    def draw(self, rng):
        big = 300 if rng.random() < 0.6 else 20000
        successes, failures = int(spread(rng, 2, big)), int(spread(rng, 2, big))
        return [successes, failures, rng.randint(1, successes + failures - 1), spread(rng, 1e-3, 1e3)]

    def ratio(self, p, k):
        """Mass k + 1 over mass k."""
        successes, failures, draws, odds = p
        return odds * (successes - k) * (draws - k) / ((k + 1) * (failures - draws + k + 1))

    def support(self, p):
        return max(0, int(p[2] - p[1])), int(min(p[2], p[0]))

    def point(self, p, side, target):
        first, last = self.support(p)
        if first == last:
            return first
        mode = first
        logs, total = [0.0], 0.0
        for k in range(first, last):
            total += math.log(self.ratio(p, k))
            logs.append(total)
        mode = first + logs.index(max(logs))
        step, k = (1 if side == "U" else -1), mode
        while first < k + step < last and logs[k - first] - max(logs) > target:
            k += step
        return min(k, last - 1)

    def tails(self, p, k):
        first, last = self.support(p)
        k = int(k)
        term = total = mpf(1)
        low = mpf(1)
        mass = mpf(1)
        for at in range(first, last):
            term *= self.ratio(p, at)
            total += term
            if at + 1 <= k:
                low += term
            if at + 1 == k:
                mass = term
        up_sum = mpf(0)
        # The upper tail on its own, from the mass at k onwards.
        part = mass
        for at in range(k, last):
            part *= self.ratio(p, at)
            up_sum += part
        return log(low / total), log(up_sum / total), log(mass / total)


class Hypergeometric(FisherNoncentral):
    def draw(self, rng):
        return super().draw(rng)[:3]

    def point(self, p, side, target):
        return super().point(p + [1], side, target)

    def tails(self, p, k):
        return super().tails(p + [mpf(1)], k)


class NoncentralChiSquared(Family):
    def draw(self, rng):
        return [freedom(rng), non_centrality(rng)]

    def point(self, p, side, target):
        nu, lam = p

        # 1/(1 − 2s) = e^v parametrises the saddle point.
        def bound(v):
            grow = math.exp(min(max(v, -600), 600))
            s = (1 - 1 / grow) / 2
            x = nu * grow + lam * grow * grow
            return nu / 2 * math.log(grow) + lam * s * grow - s * x

        v = solve(bound, 0.0, side, target, 0.1)
        grow = limited(min(max(v, -300), 300))
        return rounded(min(max(nu * grow + lam * grow * grow, 1e-290), 1e290))

    def tails(self, p, x):
        nu, lam = p
        mixture = gamma_mixture(lam / 2, nu / 2, x / 2)
        return smaller([mixture], x < nu + lam) + (log(mixture.front()) - log(x),)

    def check(self, p, x, row):
        """The density by the Bessel function."""
        nu, lam = p
        direct = (
            -log(mpf(2)) - (x + lam) / 2 + (nu / 4 - mpf(1) / 2) * log(x / lam)
            + log(mpmath.besseli(nu / 2 - 1, sqrt(lam * x))))
        assert abs(direct - row[2]) < mpf(10) ** -40 * abs(direct), (p, x)


class NoncentralF(Family):
    def draw(self, rng):
        return [freedom(rng), freedom(rng), non_centrality(rng)]

    def point(self, p, side, target):
        d1, d2, lam = p

        def bound(log_f):
            # min over s of E exp(s (X1 − r X2)), r = f d1/d2; u = 2s below 1 and above −1/r.
            r = math.exp(log_f) * d1 / d2

            def exponent(u):
                return -d1 / 2 * math.log1p(-u) + lam * u / 2 / (1 - u) - d2 / 2 * math.log1p(r * u)

            low, high = -1 / r * (1 - 1e-12), 1 - 1e-12
            for _ in range(200):
                one, two = low + (high - low) / 3, high - (high - low) / 3
                low, high = (low, two) if exponent(one) < exponent(two) else (one, high)
            return exponent((low + high) / 2)

        centre = math.log(1 + lam / d1)
        return rounded(limited(solve(lambda l: bound(l) if abs(l) < 300 else -math.inf, centre, side, target, 0.1)))

    def tails(self, p, x):
        d1, d2, lam = p
        odds = d1 * x / d2
        mixture = beta_mixture(lam / 2, 0, d1 / 2, d2 / 2, odds / (1 + odds), 1 / (1 + odds))
        return smaller([mixture], x < 1 + lam / d1) + (log(mixture.front()) - log(x),)


class NoncentralT(Family):
    def draw(self, rng):
        # The squares stay below those of the others, because this one costs twice as much.
        size = spread(rng, 0.01, 1e3) if rng.random() < 0.8 else spread(rng, 1e3, 2e4)
        delta = math.sqrt(size) * rng.choice([1, 1, 1, -1])
        return [freedom(rng), rounded(delta, 3)]

    def point(self, p, side, target):
        nu, delta = p

        # The largest log of s^ν e^(−νs²/2 + ν/2) φ(ts − δ), over log s; flat where Z may lie on the right side anyway.
        def bound(t):
            def height(u):
                s = math.exp(u)
                gap = t * s - delta
                free = gap < 0 if side == "U" else gap > 0
                return nu * u - nu / 2 * math.expm1(2 * u) - (0 if free else gap * gap / 2)

            low, high = -300.0, 3.0
            for _ in range(120):
                one, two = low + (high - low) / 3, high - (high - low) / 3
                low, high = (one, high) if height(one) < height(two) else (low, two)
            return height((low + high) / 2)

        return rounded(solve(lambda t: bound(t) if abs(t) < 1e100 else -math.inf, delta, side, target, 0.1))

    def tails(self, p, t):
        nu, delta = p
        if t < 0:
            low, up, density = self.tails([nu, -delta], -t)
            return up, low, density
        odds = t * t / nu
        x, y = odds / (1 + odds), 1 / (1 + odds)
        if delta > 0:
            m = delta * delta / 2
            mixtures = [
                beta_mixture(m, 0, mpf(1) / 2, nu / 2, x, y), beta_mixture(m, mpf(1) / 2, mpf(1), nu / 2, x, y)]
            for mixture in mixtures:
                mixture.lower, mixture.upper = self.half(mixture.lower), self.half(mixture.upper)
            front = sum(m.front() for m in mixtures)
            return smaller(mixtures, t < delta, ncdf(-delta)) + (log(front) - log(t),)
        # Opposite signs: quadrature of the definition in log s, trapezoid rule, relative to the largest term.
        d = -delta
        constant = log(mpf(2)) + nu / 2 * log(nu / 2) - loggamma(nu / 2)

        def integral(power, inner):
            def logarithm(u):
                return power * u - nu / 2 * exp(2 * u) + inner(t * exp(u) + d)

            s = 2 * power / (t * d + sqrt(t * t * d * d + 4 * power * (nu + t * t)))
            centre = log(s)
            bend = 2 * (nu + t * t) * s * s + t * d * s
            step = mpf(1) / sqrt(200 * DIGITS / 16 + 4 * bend * DIGITS / 16)
            best = logarithm(centre)
            total = mpf(0)
            for sign in (1, -1):
                index = 0 if sign > 0 else 1
                while True:
                    part = exp(logarithm(centre + sign * index * step) - best)
                    total += part
                    if part < total * TINY:
                        break
                    index += 1
            return best + log(total * step) + constant

        up = integral(nu, lambda z: log(mpmath.erfc(z / sqrt(mpf(2))) / 2))
        density = integral(nu + 1, lambda z: -z * z / 2 - log(2 * pi) / 2)
        return other(up), up, density

    @staticmethod
    def half(function):
        return lambda: function() / 2


FAMILIES = {
    "normal": Normal, "studentT": StudentT, "gamma": Gamma, "chiSquared": ChiSquared, "beta": Beta, "f": F,
    "binomial": Binomial, "poisson": Poisson, "negativeBinomial": NegativeBinomial, "hypergeometric": Hypergeometric,
    "fisherNoncentral": FisherNoncentral, "noncentralChiSquared": NoncentralChiSquared, "noncentralF": NoncentralF,
    "noncentralT": NoncentralT,
}


def row(job):
    name, index = job
    family = FAMILIES[name]()
    rng = random.Random(f"{name} {index}")
    while True:
        p = family.draw(rng)
        side = rng.choice("LU")
        digits = rng.uniform(0.4, 3) if rng.random() < 0.4 else rng.uniform(3, 299)
        x = family.point(p, side, -digits * math.log(10))
        if family.discrete and isinstance(family, FisherNoncentral):
            first, last = family.support(p)
            if not first <= x < last:
                continue
        elif x == 0 and not family.discrete:
            continue
        values = family.tails([mpf(v) for v in p], mpf(x))
        low, up, density = values
        if min(low, up) > -700:
            break
    if index % 40 == 0 and hasattr(family, "check"):
        family.check([mpf(v) for v in p], mpf(x), values)
    tail = ("L", low) if low < up else ("U", up)
    return " ".join([*(repr(v) for v in p), repr(x), tail[0], nstr(exp(tail[1]), 20), nstr(exp(density), 20)])


def deep_row(job):
    name, index = job
    family = FAMILIES[name]()
    rng = random.Random(f"logarithms {name} {index}")
    while True:
        p = family.draw(rng)
        side = rng.choice("LU")
        digits = math.exp(rng.uniform(math.log(330), math.log(30_000)))
        x = family.point(p, side, -digits * math.log(10))
        if isinstance(family, FisherNoncentral):
            first, last = family.support(p)
            if not first <= x < last:
                continue
        elif x == 0 and not family.discrete or not 1e-290 < abs(x) + family.discrete < 1e290:
            continue
        elif name == "beta" and x > 0.999999:
            continue
        low, up, _ = family.tails([mpf(v) for v in p], mpf(x))
        if min(low, up) < -750:
            break
    tail = ("L", low) if low < up else ("U", up)
    return " ".join([name, *(repr(v) for v in p), repr(x), tail[0], nstr(tail[1], 20)])


if __name__ == "__main__" and sys.argv[1:] == ["logarithms"]:
    with Pool(2) as pool:
        rows = pool.map(deep_row, [(name, index) for name in FAMILIES for index in range(60)], chunksize=4)
    head = f"# grids.py, mpmath {mpmath.__version__}, {DIGITS} digits; name, parameters, x, smaller tail, its natural logarithm"
    Path(__file__).with_name("logarithms.txt").write_text("\n".join([head, *rows]) + "\n")
elif __name__ == "__main__":
    names = sys.argv[1:] or list(FAMILIES)
    with Pool(2) as pool:
        for name in names:
            rows = pool.map(row, [(name, index) for index in range(POINTS)], chunksize=8)
            head = f"# {name}: grids.py, mpmath {mpmath.__version__}, {DIGITS} digits; parameters, x, smaller tail, its size, density or mass"
            Path(__file__).with_name(f"{name}.txt").write_text("\n".join([head, *rows]) + "\n")
            print(name, len(rows), file=sys.stderr, flush=True)
