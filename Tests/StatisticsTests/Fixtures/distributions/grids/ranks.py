"""Reference values of the distributions of ranks and distances, exact or at as many digits as the tails ask for.

    python3 ranks.py NAME...        (all if none is named)

The same columns as in grids.py. Wilcoxon's counts are whole numbers of any length, from generating functions (a product and
quotient of polynomials without ties, a product over the ranks with ties), and so are Kruskal and Wallis's, deal by deal, with
H in fractions. Two-sample distances are counted path by path in
whole numbers. The one-sample distance is Noé's recursion with both borders at 420
digits, which shares nothing with Durbin's matrix; its limit is the theta series at 50 digits.
"""

import math
import random
import sys
from fractions import Fraction
from multiprocessing import Pool
from pathlib import Path

import mpmath
from mpmath import mp, mpf, nstr

from grids import POINTS

SMALLEST = mpf(10) ** -300
# Rows of the one-sample distance from this one on lie in its farthest tails.
FAR = 10_000


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


def far_rows(head, counts, rng, points):
    """As counted_rows, but spread evenly over the logarithms of the tails."""
    pairs = sorted(counts.items())
    total = sum(ways for _, ways in pairs)
    below, tails = 0, []
    for k, ways in pairs:
        below += ways
        if below < total:
            tails.append((math.log10(total) - math.log10(min(below, total - below)), k, below, total - below, ways))
    rows = []
    for _ in range(points):
        wanted = rng.uniform(0, min(300, max(row[0] for row in tails)))
        _, k, low, up, ways = min(tails, key=lambda row: abs(row[0] - wanted) + rng.random())
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
    for total in [60, 80, 100, 100, 120, 150]:
        ties, m = tie_pattern(rng, total), total // 2 - rng.randint(0, 20)
        rows += far_rows(",".join(map(str, ties)) + f" {m}", tied_rank_sum_counts(ties, m), rng, 30)
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
    for total in [100, 200, 300, 500, 700, 1000]:
        # Long runs of equal values, to keep a line short.
        ties = []
        while sum(ties) < total:
            ties.append(min(rng.choice([1, 2, 30, 60, 90]), total - sum(ties)))
        scores, below = [], 0
        for t in ties:
            scores += [2 * below + t + 1] * t
            below += t
        counts = {k: ways for k, ways in enumerate(sign_counts(scores)) if ways}
        rows += far_rows(",".join(map(str, ties)), counts, rng, 30)
    return rows


# --- Kruskal and Wallis -----------------------------------------------------------------------------------------------


def kruskal_wallis_counts(sizes, ties):
    """How many ways to deal the doubled mid-ranks out give each Σ (rank sum)²/n, as fractions of their own."""
    scores, below = [], 0
    for t in ties:
        scores += [2 * below + t + 1] * t
        below += t
    states = {(tuple(sizes), (0,) * len(sizes)): 1}
    for score in scores:
        after = {}
        for (free, sums), ways in states.items():
            for group, left in enumerate(free):
                if left:
                    key = (
                        free[:group] + (left - 1,) + free[group + 1:],
                        sums[:group] + (sums[group] + score,) + sums[group + 1:])
                    after[key] = after.get(key, 0) + ways
        states = after
    counts = {}
    for (_, sums), ways in states.items():
        value = sum(Fraction(s * s, 4 * n) for s, n in zip(sums, sizes))
        counts[value] = counts.get(value, 0) + ways
    return counts


def kruskal_wallis(rng):
    """H itself is the argument, a half step above each of its values, so that rounding decides nothing."""
    rows = []
    while len(rows) < POINTS:
        sizes = [rng.randint(1, 5) for _ in range(rng.choice([2, 3, 3, 4]))]
        total = sum(sizes)
        if total < 4 or math.factorial(total) // math.prod(map(math.factorial, sizes)) > 3_000_000:
            continue
        ties = tie_pattern(rng, total) if rng.random() < 0.4 else [1] * total
        if len(ties) < 2:
            continue
        counts = sorted(kruskal_wallis_counts(sizes, ties).items())
        scale = 1 - Fraction(sum(t**3 - t for t in ties), total**3 - total)
        values = [(Fraction(12, total * (total + 1)) * value - 3 * (total + 1)) / scale for value, _ in counts]
        ways, below = sum(count for _, count in counts), 0
        chosen = set(rng.sample(range(len(counts) - 1), min(25, len(counts) - 1)))
        for place, (_, count) in enumerate(counts[:-1]):
            below += count
            if place in chosen:
                h = float((values[place] + values[place + 1]) / 2)
                side, part = ("L", below) if 2 * below < ways else ("U", ways - below)
                head = ",".join(map(str, sizes)) + " " + ",".join(map(str, ties))
                rows.append(f"{head} {h!r} {side} {text((part, ways))} {text((count, ways))}")
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
    for m, n in [(150, 150), (200, 180), (250, 250), (300, 60), (400, 400), (480, 500), (500, 500)]:
        ends, total = [True] * (m + n + 1), math.comb(m + n, m)
        step, least = math.gcd(m, n), max(m, n) if m != n else m
        for index in range(24):
            # The nearest curves and the farthest, evenly in the logarithm of the room that is left.
            room = math.exp(rng.uniform(0, math.log(m * n / step)))
            k = int(least + room * step if index % 2 else m * n - room * step) // step * step
            if not 0 <= k < m * n:
                continue
            inside, before = two_sample_share(m, n, ends, k), two_sample_share(m, n, ends, k - 1)
            side, part = ("L", inside) if 2 * inside < total else ("U", total - inside)
            if part and part * 10**300 > total:
                rows.append(f"{m} {n} - {k} {side} {text((part, total))} {text((inside - before, total))}")
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
        for r in range(1, most - min(ways) + 1):
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
        if index >= FAR:
            # P(D < d) is n!/nⁿ (2nd − 1)ⁿ at first, P(D ≥ d) in the end 2(1 − d)ⁿ.
            room = 10 ** (-rng.uniform(0, 290) / n)
            d = float("%.10g" % (floor * (1 + room) if index % 2 else 1 - room))
        if n > 100:
            d = float("%.6g" % (rng.uniform(0.3, 1.6) / math.sqrt(n)))
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
    jobs += [(rng.choice([12, 24, 40, 60, 100]), FAR + index) for index in range(100)]
    jobs += [(n, index) for n in [250, 500] for index in range(3)]
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
    "kruskalWallis": kruskal_wallis, "twoSampleKolmogorov": two_sample, "kolmogorov": kolmogorov, "kolmogorovLimit": kolmogorov_limit,
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
