# Reference values for permutation tests and the bootstrap: Rscript make.R (in this folder). All data are invented here.
suppressMessages({ library(jsonlite); library(coin); library(boot) })
set.seed(20250104)
write <- function(file, packages, tolerance, cases) {
  document <- list(
    madeBy = unbox("make.R"), R = unbox(R.version.string),
    packages = lapply(setNames(packages, packages), function(p) unbox(as.character(packageVersion(p)))),
    tolerance = unbox(tolerance), cases = cases)
  writeLines(toJSON(document, digits = I(17), na = "null", null = "null"), file)
  cat(file, length(cases), "cases\n")
}

# --- permutation: every allocation by combn and lm, and coin's exact distribution where it has one -----------------------
# All allocations of the units' arms within strata, one a column.
allocations <- function(unitArm, unitStratum) {
  columns <- matrix(0, length(unitArm), 1)
  for (h in unique(unitStratum)) {
    here <- which(unitStratum == h); k <- sum(unitArm[here])
    chosen <- combn(length(here), k)
    columns <- do.call(cbind, lapply(seq_len(ncol(chosen)), function(j) { m <- columns; m[here[chosen[, j]], ] <- 1; m }))
  }
  columns
}
coefficient <- function(y, arm, stratum)
  lm.fit(cbind(if (length(unique(stratum)) > 1) model.matrix(~ factor(stratum)) else rep(1, length(y)), arm), y)$coefficients[["arm"]]

permutation <- list()
kinds <- c("people", "strata", "pairs", "clusters", "clusteredPairs")
for (i in 1:150) {
  kind <- kinds[(i - 1) %% 5 + 1]
  unitStratum <- switch(kind, people = rep(1, sample(6:9, 1)), strata = rep(1:2, c(sample(3:5, 1), sample(4:5, 1))),
    pairs = rep(1:sample(4:7, 1), each = 2), clusters = rep(1, sample(6:8, 1)), clusteredPairs = rep(1:sample(4:6, 1), each = 2))
  unitArm <- ave(seq_along(unitStratum), unitStratum, FUN = function(u) sample(rep(0:1, c(length(u) - length(u) %/% 2, length(u) %/% 2))))
  size <- if (grepl("luster", kind)) sample(1:4, length(unitArm), TRUE) else rep(1, length(unitArm))
  cluster <- rep(seq_along(unitArm), size)
  arm <- unitArm[cluster]; stratum <- unitStratum[cluster]
  y <- switch(i %% 3 + 1, sample(0:4, length(arm), TRUE), round(rnorm(length(arm), 3 + arm), 2), round(rexp(length(arm)) + 0.5 * arm, 3))
  if (length(unique(y)) == 1) y[1] <- y[1] + 1
  byUnits <- grepl("luster", kind) && i %% 2 == 0
  value <- function(a) if (byUnits) coefficient(as.vector(tapply(y, cluster, mean)), a, unitStratum) else coefficient(y, a[cluster], stratum)
  found <- value(unitArm)
  all <- apply(allocations(unitArm, unitStratum), 2, value)
  near <- 1e-9
  exceed <- c(sum(abs(all) >= abs(found) - near), sum(all >= found - near), sum(all <= found + near))
  case <- list(kind = unbox(kind), y = y, arm = arm, cluster = cluster, stratum = stratum, byUnits = unbox(byUnits),
    statistic = unbox(found), exceedances = exceed, allocations = unbox(length(all)))
  if (kind == "people" || (kind == "pairs" && i %% 3 == 0)) {
    d <- data.frame(y, arm = factor(arm), stratum = factor(stratum))
    p <- tryCatch(as.numeric(pvalue(
      if (kind == "people") independence_test(y ~ arm, d, distribution = exact()) else independence_test(y ~ arm | stratum, d, distribution = exact()))),
      error = function(e) NULL)
    if (!is.null(p)) { stopifnot(abs(p - exceed[1] / length(all)) < 1e-9); case$coin <- unbox(p) }
  }
  permutation[[i]] <- case
}
cat("with coin:", sum(sapply(permutation, function(c) !is.null(c$coin))), "\n")
write("permutation.json", "coin", 1e-10, permutation)

# --- bootstrap: boot's intervals from the same samples, or from the same replicates -------------------------------------
statistics <- list(mean = function(x) mean(x), variance = function(x) var(x), spread = function(x) sd(x) / mean(x))
# The influence of Efron's jackknife, by stratum; divided by the stratum's size, so that boot's formula is the one for several samples.
influence <- function(x, strata, f) {
  left <- sapply(seq_along(x), function(i) f(x[-i]))
  l <- ave(left, strata, FUN = function(v) (length(v) - 1) * (mean(v) - v))
  l / ave(l, strata, FUN = length)
}
describe <- function(b, x, strata, f, conf) {
  l <- influence(x, strata, f)
  simple <- boot.ci(b, conf, c("perc", "basic"))
  # Where an end lies outside the replicates boot warns and takes the outermost one; there is no reference then.
  bca <- tryCatch(boot:::bca.ci(b, conf, L = l)[4:5], warning = function(w) NULL)
  result <- list(x = x, strata = strata, confidence = unbox(conf), estimate = unbox(b$t0), bias = unbox(mean(b$t) - b$t0), standardError = unbox(sd(b$t)),
    acceleration = unbox(sum(l^3) / (6 * sum(l^2)^1.5)), percentile = simple$percent[4:5], basic = simple$basic[4:5],
    jackknife = unbox(sqrt(sum(ave(l, strata, FUN = function(v) v^2 * length(v) / (length(v) - 1))))))
  if (!is.null(bca)) result$bca <- bca
  result
}
samples <- list(); given <- list()
for (i in 1:9) {
  name <- names(statistics)[(i - 1) %% 3 + 1]; f <- statistics[[name]]
  n <- sample(9:14, 1); x <- round(rexp(n, 0.2) + 1, 2)
  strata <- if (i > 6) sample(rep(1:2, c(n %/% 2, n - n %/% 2))) else rep(1, n)
  b <- boot(x, function(d, k) f(d[k]), 199, strata = strata)
  samples[[i]] <- c(list(statistic = unbox(name), indices = boot.array(b, indices = TRUE) - 1), describe(b, x, strata, f, c(0.7, 0.8)[i %% 2 + 1]))
}
for (i in 1:60) {
  name <- names(statistics)[(i - 1) %% 3 + 1]; f <- statistics[[name]]
  n <- sample(10:30, 1); x <- round(rgamma(n, 1.5 + i %% 4, 0.3) + 1, 2)
  strata <- if (i %% 4 == 0) sample(rep(1:2, c(n %/% 2, n - n %/% 2))) else rep(1, n)
  b <- boot(x, function(d, k) f(d[k]), 399, strata = strata)
  b$t[] <- round(b$t, 5)
  given[[i]] <- c(list(statistic = unbox(name), replicates = as.vector(b$t)), describe(b, x, strata, f, c(0.95, 0.9, 0.8)[i %% 3 + 1]))
}
write("bootstrap.json", "boot", 1e-10, c(samples, given))
