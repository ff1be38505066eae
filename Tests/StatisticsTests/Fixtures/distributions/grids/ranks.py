"""Reference values of the distributions of ranks and distances, exact or at as many digits as the tails ask for.

    python3 ranks.py NAME...        (all if none is named)

The same columns as in grids.py. Wilcoxon's counts are whole numbers of any length, from generating functions (a product and
quotient of polynomials without ties, a product over the ranks with ties). Two-sample distances are counted path by path in
whole numbers. The one-sample distance is Noé's recursion with both borders at 420
digits, which shares nothing with Durbin's matrix; its limit is the theta series at 50 digits.
"""

import math
import random
import sys
from multiprocessing import Pool
from pathlib import Path

import mpmath
from mpmath import mp, mpf, nstr

from grids import POINTS

SMALLEST = mpf(10) ** -300


def text(value):
    mp.dps = 40
    if isinstance(value, tuple):
        return nstr(mpf(value[0]) / mpf(value[1]), 20)
    return nstr(mpf(value), 20)


# --- Wilcoxon --------------------------------------------------------------------------------------------------------


def rank_sum_counts(m, n):
    """Coefficients of the Gaussian binomial."""
    counts = [0] * (m * n + 1)
    counts[0] = 1
    for i in range(1, min(m, n) + 1):
        up = max(m, n) + i
        for u in range(m * n, up - 1, -1):
            counts[u] -= counts[u - up]
        for u in range(i, m * n + 1):
            counts[u] += counts[u - i]
    return counts


def tied_rank_sum_counts(ties, m):
    scores, below = [], 0
    for t in ties:
        scores += [2 * below + t + 1] * t
        below += t
    table = [{0: 1}] + [{} for _ in range(m)]
    for score in scores:
        for taken in range(m, 0, -1):
            for total, ways in table[taken - 1].items():
                table[taken][total + score] = table[taken].get(total + score, 0) + ways
    # 2U = 2 rank sum − m(m + 1)
    return {total - m * (m + 1): ways for total, ways in table[m].items()}


def sign_counts(scores):
    counts = [1]
    for score in scores:
        longer = counts + [0] * score
        for total, ways in enumerate(counts):
            longer[total + score] += ways
        counts = longer
    return counts


def tie_pattern(rng, total):
    ties = []
    while sum(ties) < total:
        ties.append(min(rng.choice([1, 1, 2, 3, 5]), total - sum(ties)))
    return ties


def counted_rows(head, counts, rng, points):
    """Some of the numbers, with their smaller tail and mass."""
    pairs = sorted(counts.items())
    total = sum(ways for _, ways in pairs)
    below, tails = 0, []
    for k, ways in pairs:
        below += ways
        tails.append((k, below, total - below, ways))
    tails.pop()
    chosen = tails if len(tails) <= points else [tails[i] for i in sorted(rng.sample(range(len(tails)), points))]
    rows = []
    for k, low, up, ways in chosen:
        side, part = ("L", low) if low < up else ("U", up)
        rows.append(f"{head} {k} {side} {text((part, total))} {text((ways, total))}")
    return rows


def rank_sum(rng):
    rows = []
    while len(rows) < POINTS:
        m, n = rng.choice([(rng.randint(1, 12), rng.randint(1, 12)), (rng.randint(3, 60), rng.randint(3, 60)), (rng.randint(1, 6), rng.randint(50, 400))])
        rows += counted_rows(f"{m} {n}", dict(enumerate(rank_sum_counts(m, n))), rng, 25)
    rows += counted_rows("150 160", dict(enumerate(rank_sum_counts(150, 160))), rng, 25)
    rows += counted_rows("200 200", dict(enumerate(rank_sum_counts(200, 200))), rng, 25)
    return rows


def tied_rank_sum(rng):
    rows = []
    while len(rows) < POINTS:
        total = rng.choice([rng.randint(3, 14), rng.randint(10, 40), rng.randint(30, 70)])
        ties, m = tie_pattern(rng, total), rng.randint(1, total - 1)
        head = ",".join(map(str, ties)) + f" {m}"
        rows += counted_rows(head, tied_rank_sum_counts(ties, m), rng, 25)
    return rows


def signed_rank(rng):
    rows = []
    for n in [*range(1, 12), 15, 20, 25, 30, 36, 44, 50, 60, 75, 90, 100, 120, 150, 170, 200, 250, 300, 400, 997, 1000]:
        rows += counted_rows(str(n), dict(enumerate(sign_counts(range(1, n + 1)))), rng, 60)
    while len(rows) < POINTS:
        n = rng.randint(12, 200)
        rows += counted_rows(str(n), dict(enumerate(sign_counts(range(1, n + 1)))), rng, 60)
    return rows


def tied_signed_rank(rng):
    rows = []
    while len(rows) < POINTS:
        ties = tie_pattern(rng, rng.choice([rng.randint(2, 14), rng.randint(10, 80), rng.randint(60, 150)]))
        scores, below = [], 0
        for t in ties:
            scores += [2 * below + t + 1] * t
            below += t
        counts = {k: ways for k, ways in enumerate(sign_counts(scores)) if ways}
        rows += counted_rows(",".join(map(str, ties)), counts, rng, 25)
    return rows


# --- Distances -------------------------------------------------------------------------------------------------------


def two_sample_share(m, n, ends, k):
    """How many orders of the pooled sample keep |n i − m j| ≤ k wherever a run of equal values ends."""
    row = [0] * (n + 1)
    for i in range(m + 1):
        for j in range(n + 1):
            if i + j == 0:
                row[0] = 1
            elif ends[i + j] and abs(n * i - m * j) > k:
                row[j] = 0
            else:
                row[j] = (row[j] if i else 0) + (row[j - 1] if j else 0)
    return row[n]


def two_sample(rng):
    rows = []
    while len(rows) < POINTS:
        m, n = rng.choice([(rng.randint(1, 9), rng.randint(1, 9)), (rng.randint(5, 40), rng.randint(5, 40)), (rng.randint(30, 120), rng.randint(30, 120))])
        tied = rng.random() < 0.4
        ties = tie_pattern(rng, m + n) if tied else [1] * (m + n)
        ends, at = [False] * (m + n + 1), 0
        for t in ties:
            at += t
            ends[at] = True
        total = math.comb(m + n, m)
        step = math.gcd(m, n)
        for _ in range(8):
            k = rng.randrange(0, m * n, step)
            inside, before = two_sample_share(m, n, ends, k), two_sample_share(m, n, ends, k - 1)
            side, part = ("L", inside) if 2 * inside < total else ("U", total - inside)
            if part:
                head = f"{m} {n} " + (",".join(map(str, ties)) if tied else "-")
                rows.append(f"{head} {k} {side} {text((part, total))} {text((inside - before, total))}")
    return rows


def noe(n, d):
    """P(D < d) by Noé's recursion: n values, each order statistic between i/n − d and (i − 1)/n + d."""
    lows = [max(mpf(0), mpf(i) / n - d) for i in range(1, n + 1)]
    highs = [min(mpf(1), mpf(i - 1) / n + d) for i in range(1, n + 1)]
    cuts = sorted(set(lows + highs + [mpf(0), mpf(1)]))
    # After the stretch up to a cut, i values lie below it: at least the upper borders passed, at most the lower ones.
    ways = {0: mpf(1)}
    for left, right in zip(cuts, cuts[1:]):
        width = right - left
        least = sum(1 for b in highs if b <= right)
        most = sum(1 for a in lows if a < right)
        powers = [mpf(1)]
        for r in range(1, n + 1):
            powers.append(powers[-1] * width / r)
        after = {}
        for i, chance in ways.items():
            for j in range(max(i, least), most + 1):
                after[j] = after.get(j, mpf(0)) + chance * powers[j - i]
        ways = after
    return ways.get(n, mpf(0)) * mpmath.factorial(n)


def kolmogorov_row(job):
    n, index = job
    rng = random.Random(f"kolmogorov {n} {index}")
    mp.dps = 420
    floor = 0.5 / n
    for _ in range(100):
        # From just above 1/(2n) to the far tail.
        d = float("%.6g" % (floor + (1 - floor) * rng.random() ** rng.choice([1, 2, 4])))
        if not floor < d < 1:
            continue
        low = noe(n, mpf(d))
        up = 1 - low
        if min(low, up) < SMALLEST:
            continue
        # The density from a central difference far below double precision.
        tiny = mpf(10) ** -60
        slope = (noe(n, mpf(d) + tiny) - low) / tiny if n <= 24 else None
        side, part = ("L", low) if low < up else ("U", up)
        return f"{n} {d!r} {side} {text(part)} {text(slope) if slope is not None else '-'}"
    return None


def kolmogorov(rng, pool):
    jobs = [(rng.choice([1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 19, 24]), index) for index in range(POINTS - 60)]
    jobs += [(rng.choice([30, 40, 60]), index) for index in range(60)] + [(100, index) for index in range(8)]
    return [row for row in pool.map(kolmogorov_row, jobs, chunksize=4) if row]


def kolmogorov_limit(rng):
    rows = []
    for _ in range(POINTS):
        x = float("%.7g" % math.exp(rng.uniform(math.log(0.0425), math.log(18.5))))
        mp.dps = 360
        v = mpf(x)
        if v < 1:
            low = mpmath.sqrt(2 * mpmath.pi) / v * sum(
                mpmath.exp(-((2 * j - 1) ** 2) * mpmath.pi**2 / (8 * v * v)) for j in range(1, 40))
            density = mpmath.sqrt(2 * mpmath.pi) / v**2 * sum(
                mpmath.exp(-((2 * j - 1) ** 2) * mpmath.pi**2 / (8 * v * v))
                * ((2 * j - 1) ** 2 * mpmath.pi**2 / (4 * v * v) - 1) for j in range(1, 40))
            up = 1 - low
        else:
            up = 2 * sum((-1) ** (j - 1) * mpmath.exp(-2 * j * j * v * v) for j in range(1, 40))
            density = 8 * v * sum((-1) ** (j - 1) * j * j * mpmath.exp(-2 * j * j * v * v) for j in range(1, 40))
            low = 1 - up
        side, part = ("L", low) if low < up else ("U", up)
        rows.append(f"{x!r} {side} {text(part)} {text(density)}")
    return rows


MAKERS = {
    "rankSum": rank_sum, "tiedRankSum": tied_rank_sum, "signedRank": signed_rank, "tiedSignedRank": tied_signed_rank,
    "twoSampleKolmogorov": two_sample, "kolmogorov": kolmogorov, "kolmogorovLimit": kolmogorov_limit,
}


if __name__ == "__main__":
    names = sys.argv[1:] or list(MAKERS)
    with Pool(2) as pool:
        for name in names:
            rng = random.Random(name)
            rows = MAKERS[name](rng, pool) if name == "kolmogorov" else MAKERS[name](rng)
            head = f"# {name}: ranks.py, mpmath {mpmath.__version__}; parameters, x, smaller tail, its size, density or mass"
            Path(__file__).with_name(f"{name}.txt").write_text("\n".join([head, *rows]) + "\n")
            print(name, len(rows), file=sys.stderr, flush=True)
