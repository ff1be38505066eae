"""The same work as `hearth analyse` on the benchmark file, the way a Python user would write it with polars.

Usage: python3 report_polars.py ANSWERS.csv OUT_FOLDER
"""

import pathlib
import sys

import polars as pl
from scipy.stats import chi2, f as f_distribution

AWS = [f"aws{i}" for i in range(1, 29)]
MBI = [f"mbi{i}" for i in range(1, 23)]
SCALES = {
    "workload": AWS[0:5], "control": AWS[5:9], "reward": AWS[9:13], "community": AWS[13:18], "fairness": AWS[18:24],
    "values": AWS[24:28], "EE": [MBI[i - 1] for i in (1, 2, 3, 6, 8, 13, 14, 16, 20)],
    "DP": [MBI[i - 1] for i in (5, 10, 11, 15, 22)], "PA": [MBI[i - 1] for i in (4, 7, 9, 12, 17, 18, 19, 21)],
}
REVERSED = [f"aws{i}" for i in (1, 2, 3, 12, 13, 18, 23, 24)]


def main(source, out):
    out.mkdir(parents=True, exist_ok=True)
    types = {column: pl.Int8 for column in AWS + MBI} | {"sector": pl.Categorical, "role": pl.Categorical}
    answers = pl.read_csv(source, schema_overrides=types)

    items = pl.concat(
        answers[item].value_counts(name="count").select(
            item=pl.lit(item), code=pl.col(item).cast(pl.String).fill_null("missing"), count="count")
        for item in AWS + MBI).sort("item", "code")

    answers = answers.with_columns((6 - pl.col(item)).alias(item) for item in REVERSED)
    answers = answers.with_columns(score(name, columns) for name, columns in SCALES.items())

    groups, tests, alphas = [], [], []
    for name, columns in SCALES.items():
        known = answers.select("sector", score=name).drop_nulls()
        by_sector = known.with_columns(rank=pl.col("score").rank()).group_by("sector").agg(
            n=pl.len(), mean=pl.col("score").mean(), sd=pl.col("score").std(),
            q1=pl.col("score").quantile(0.25, "linear"), median=pl.col("score").median(),
            q3=pl.col("score").quantile(0.75, "linear"), variance=pl.col("score").var(), ranks=pl.col("rank").sum())
        groups.append(by_sector.select(
            pl.col("sector").cast(pl.String), "n", "mean", "sd", "q1", "median", "q3", scale=pl.lit(name)))
        tests.append(compare(name, known, by_sector))
        alphas.append(alpha(name, answers.select(columns).drop_nulls()))

    tables = {
        "groups": pl.concat(groups).select(
            "sector", "scale", "n", "mean", "sd", "q1", "median", "q3").sort("scale", "sector"),
        "tests": pl.DataFrame(tests), "alphas": pl.DataFrame(alphas), "items": items,
    }
    for name, table in tables.items():
        table.write_csv(out / f"{name}.csv")
    page = ["<!doctype html><html lang=en><title>Report</title>"] + [html(table) for table in tables.values()]
    (out / "report.html").write_text("\n".join(page + ["</html>"]))


def score(name, columns):
    """A worklife area may lack one answer; a burnout scale must be complete."""
    gaps = pl.sum_horizontal(pl.col(column).is_null().cast(pl.Int8) for column in columns)
    allowed = 0 if name in ("EE", "DP", "PA") else 1
    total = pl.sum_horizontal(columns)
    return pl.when(gaps <= allowed).then(total / (len(columns) - gaps)).alias(name)


def compare(name, known, by_sector):
    n, mean, variance, ranks = (by_sector[column] for column in ("n", "mean", "variance", "ranks"))
    total, k = n.sum(), len(n)
    grand = (n * mean).sum() / total
    within = ((n - 1) * variance).sum() / (total - k)
    f = (n * (mean - grand) ** 2).sum() / (k - 1) / within

    weight = n / variance
    centre = (weight * mean).sum() / weight.sum()
    spread = ((1 - weight / weight.sum()) ** 2 / (n - 1)).sum() / (k**2 - 1)
    welch = (weight * (mean - centre) ** 2).sum() / (k - 1) / (1 + 2 * (k - 2) * spread)
    freedom = 1 / (3 * spread)

    ties = known["score"].value_counts()["count"].cast(pl.Float64)
    correction = 1 - (ties**3 - ties).sum() / (float(total) ** 3 - total)
    h = (12 / (total * (total + 1)) * (ranks**2 / n).sum() - 3 * (total + 1)) / correction
    return {
        "scale": name, "f": f, "df1": k - 1, "df2": total - k, "p": f_distribution.sf(f, k - 1, total - k),
        "welchF": welch, "welchDf2": freedom, "welchP": f_distribution.sf(welch, k - 1, freedom), "h": h,
        "rankP": chi2.sf(h, k - 1),
    }


def alpha(name, cases):
    k = cases.width
    parts = cases.select(pl.all().var()).sum_horizontal()[0]
    whole = cases.sum_horizontal().cast(pl.Float64).var()
    return {"scale": name, "n": cases.height, "alpha": k / (k - 1) * (1 - parts / whole)}


def html(table):
    head = "".join(f"<th>{name}</th>" for name in table.columns)
    rows = ("<tr>" + "".join(f"<td>{value}</td>" for value in row) + "</tr>" for row in table.iter_rows())
    return f"<table><tr>{head}</tr>" + "\n".join(rows) + "</table>"


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2]))
