"""Which small logistic data sets are separated, by linear programming (Konis 2007): run in this folder with scipy."""
import json, random
import scipy
from scipy.optimize import linprog

random.seed(77)
cases = []
while len(cases) < 240:
    n, p = random.randint(6, 14), random.randint(1, 3)
    coarse = random.random() < 0.6
    columns = [[random.randint(0, 2) if coarse else round(random.gauss(0, 1), 2) for _ in range(n)] for _ in range(p)]
    y = [int(random.random() < 0.5) for _ in range(n)]
    if random.random() < 0.5:
        y = [int(columns[0][i] + 0.7 * random.gauss(0, 0.5) > (1 if coarse else 0)) for i in range(n)]
    rows = [[1.0] + [columns[j][i] for j in range(p)] for i in range(n)]
    import numpy
    if numpy.linalg.matrix_rank(numpy.array(rows)) < p + 1:
        continue
    signed = [[(1 if y[i] else -1) * v for v in rows[i]] for i in range(n)]
    # Some direction moves no row the wrong way and at least one the right way: separation. All the right way: complete.
    any_ = linprog([-sum(c) for c in zip(*signed)], A_ub=[[-v for v in r] for r in signed], b_ub=[0] * n, bounds=[(-1, 1)] * (p + 1))
    all_ = linprog([0] * (p + 1) + [-1], A_ub=[[-v for v in r] + [1] for r in signed], b_ub=[0] * n, bounds=[(-1, 1)] * (p + 1) + [(None, 1)])
    status = "complete" if -all_.fun > 1e-7 else "quasi" if -any_.fun > 1e-7 else "none"
    cases.append({"columns": columns, "response": y, "status": status})
json.dump({"scipy": scipy.__version__, "cases": cases}, open("separation.json", "w"), separators=(",", ":"))
print({s: sum(c["status"] == s for c in cases) for s in ("none", "quasi", "complete")})
