# Rank tests by R: wilcox.test, ks.test, and coin's exact tests where values are tied.
#   Rscript --vanilla make.R > ranks.json
# R's interval is compared only without ties and exact; with ties R solves an equation instead of taking order statistics.
suppressMessages({ library(coin); library(jsonlite) })
set.seed(20)
cases <- list()
add <- function(method, name, x, y, expected) {
  cases[[length(cases) + 1]] <<- list(method = unbox(method), name = unbox(name), x = x, y = y, expected = expected)
}
for (i in 1:45) {
  m <- sample(2:14, 1); n <- sample(2:16, 1)
  x <- round(rnorm(m, runif(1, -1, 1)), 4); y <- round(rnorm(n), 4)
  if (anyDuplicated(c(x, y)) || anyDuplicated(abs(x))) next
  w <- wilcox.test(x, y, exact = TRUE, conf.int = TRUE)
  # R warns and gives less where samples are too small for the level.
  enough <- qwilcox(.025, m, n) > 0
  add("rankSum", paste("exact", i), x, y, list(
    statistic = unname(w$statistic), pValue = w$p.value, estimate = unname(w$estimate),
    interval = if (enough) as.numeric(w$conf.int) else numeric(0)))
  w <- wilcox.test(x, y, exact = FALSE)
  add("rankSumNormal", paste("normal", i), x, y, list(statistic = unname(w$statistic), pValue = w$p.value))
  s <- wilcox.test(x, exact = TRUE, conf.int = TRUE)
  add("signedRank", paste("exact", i), x, numeric(0), list(
    statistic = unname(s$statistic), pValue = s$p.value, estimate = unname(s$estimate),
    interval = if (qsignrank(.025, m) > 0) as.numeric(s$conf.int) else numeric(0)))
  s <- wilcox.test(x, exact = FALSE)
  add("signedRankNormal", paste("normal", i), x, numeric(0), list(statistic = unname(s$statistic), pValue = s$p.value))
  k <- ks.test(x, y, exact = TRUE)
  add("twoDistances", paste("exact", i), x, y, list(statistic = unname(k$statistic), pValue = k$p.value))
  k <- ks.test(x, "pnorm", exact = TRUE)
  add("oneDistance", paste("exact", i), x, numeric(0), list(statistic = unname(k$statistic), pValue = k$p.value))
}
for (i in 1:40) {
  m <- sample(3:9, 1); n <- sample(3:9, 1)
  x <- sample(0:5, m, TRUE); y <- sample(1:6, n, TRUE)
  if (length(unique(c(x, y))) < 2) next
  d <- data.frame(v = c(x, y), g = factor(rep(1:2, c(m, n))))
  e <- wilcox_test(v ~ g, d, distribution = "exact")
  w <- suppressWarnings(wilcox.test(x, y, exact = FALSE))
  add("rankSum", paste("tied", i), x, y, list(statistic = unname(w$statistic), pValue = as.numeric(pvalue(e))))
  add("rankSumNormal", paste("tied", i), x, y, list(statistic = unname(w$statistic), pValue = w$p.value))
  z <- sample(-3:6, m, TRUE)
  if (all(z == 0)) next
  s <- suppressWarnings(wilcox.test(z, exact = FALSE))
  e <- wilcoxsign_test(z ~ rep(0, m), distribution = "exact", zero.method = "Wilcoxon")
  add("signedRank", paste("tied", i), z, numeric(0), list(statistic = unname(s$statistic), pValue = as.numeric(pvalue(e))))
  if (length(unique(abs(z[z != 0]))) > 1)
    add("signedRankNormal", paste("tied", i), z, numeric(0), list(statistic = unname(s$statistic), pValue = s$p.value))
  k <- ks.test(x, y, exact = TRUE)
  add("twoDistances", paste("tied", i), x, y, list(statistic = unname(k$statistic), pValue = k$p.value))
}
cat(toJSON(list(madeBy = unbox("make.R"), R = unbox(as.character(getRversion())), coin = unbox(as.character(packageVersion("coin"))),
  tolerance = unbox(1e-10), cases = cases), digits = 15, auto_unbox = FALSE), "\n")
