# What R says about figures that are worked out from released ones: Rscript make-released.R (in this folder).
suppressMessages(library(jsonlite))
chi <- function(rows, ...) {
  t <- matrix(c(...), nrow = rows, byrow = TRUE)
  x <- suppressWarnings(chisq.test(t, correct = FALSE))
  list(table = t, statistic = unbox(unname(x$statistic)), df = unbox(unname(x$parameter)), p = unbox(x$p.value),
       v = unbox(sqrt(unname(x$statistic) / (sum(t) * (min(dim(t)) - 1)))), few = unbox(sum(x$expected < 5)))
}
norm <- function(mean, normMean, sd) {
  z <- (mean - normMean) / sd
  list(mean = unbox(mean), normMean = unbox(normMean), sd = unbox(sd), t = unbox(50 + 10 * z), percentile = unbox(100 * pnorm(z)))
}
writeLines(toJSON(list(
  madeBy = unbox("make-released.R"), R = unbox(R.version.string),
  tables = list(chi(2, 20, 15, 12, 30), chi(2, 10, 0, 10, 60), chi(2, 25, 18, 30, 40, 22, 11), chi(3, 30, 12, 14, 33, 20, 21)),
  norms = list(norm(3.1, 3.3, 0.8), norm(2.5, 1.9, 0.4), norm(20.1, 30, 3), norm(3, 3, 1.2), norm(64, 41, 12.5))),
  digits = I(17), pretty = TRUE), "released.json")
