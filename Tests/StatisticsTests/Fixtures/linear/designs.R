# Tables of predictors by stats::model.matrix: Rscript designs.R writes designs.json. Every formula with treatment and with sum contrasts; the numbers are quarters, so that products are exact.
library(jsonlite)
set.seed(77)
n <- 24
d <- data.frame(
  a = factor(rep_len(c("p", "q", "r"), n)), b = factor(rep(c("u", "v"), each = 12)), c = factor(rep_len(rep(c("k", "l", "m"), each = 3), n)),
  x = round(4 * rnorm(n)) / 4, z = round(4 * runif(n, 1, 9)) / 4)
formulas <- list(
  ~ 0 + a, ~ 0 + a + b, ~ 0 + b + a, ~ 0 + a + b + c, ~ 0 + x + a + b, ~ 0 + a * b, ~ 0 + a:b, ~ 0 + b + a:b, ~ 0 + a:b + c, ~ 0 + a * b + c,
  ~ 0 + a * b * c, ~ 0 + a:b:c, ~ 0 + a + b:c + a:b:c, ~ 0 + a:x, ~ 0 + a:x + b, ~ 0 + a * x, ~ 0 + a * x + b, ~ 0 + a + a:x, ~ 0 + a:x + b:x, ~ 0 + x:z,
  ~ 0 + x:z + a, ~ 0 + a * b * x, ~ 0 + a:b:x, ~ 0 + a + b + a:x + b:z, ~ 0 + b:a + c:a,
  ~ a + b, ~ a * b, ~ a * b * c, ~ a + a:b, ~ a + a:x, ~ a * x + b * x, ~ a:x + b:x, ~ x + a:x, ~ a + b + c + a:b + b:c, ~ a * b * x, ~ x * z + a, ~ a:b + a)
cases <- unlist(lapply(formulas, function(formula) lapply(c(FALSE, TRUE), function(sums) {
  for (f in c("a", "b", "c")) {
    levels <- levels(d[[f]])
    contrasts(d[[f]]) <- if (sums) {
      m <- contr.sum(levels); colnames(m) <- levels[-length(levels)]; m
    } else contr.treatment(levels)
  }
  m <- model.matrix(formula, d)
  t <- terms(formula)
  list(
    formula = deparse(formula), sum = sums, intercept = attr(t, "intercept") == 1, terms = lapply(strsplit(attr(t, "term.labels"), ":"), I),
    names = I(colnames(m)), owners = I(attr(m, "assign")), rank = qr(m)$rank, matrix = I(unname(as.vector(m))))
})), recursive = FALSE)
writeLines(toJSON(list(
  madeBy = "designs.R", R = R.version.string, tolerance = 0, numbers = lapply(d[c("x", "z")], I), factors = lapply(d[c("a", "b", "c")], function(f) I(as.character(f))),
  cases = cases), digits = I(15), auto_unbox = TRUE), "designs.json")
for (case in cases) if (case$rank < length(case$names)) cat(case$formula, case$sum, "rank", case$rank, "of", length(case$names), "\n")
