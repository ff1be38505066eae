# Reference values for P', U', G and T charts: Rscript laney.R (in this folder). Base R, from the definitions of Laney (2002), Benneyan (2001) and
# Nelson (1994); sd(z) by the moving range over 1.128, no screening. All series are invented here.
suppressMessages(library(jsonlite))
set.seed(20250720)
range <- function(y) mean(abs(diff(y)))
cases <- lapply(1:60, function(i) {
  kind <- c("p'", "u'", "g", "t")[i %% 4 + 1]; n <- sample(12:40, 1); bases <- NULL
  if (kind == "p'" || kind == "u'") {
    bases <- round(runif(n, 200, 5000)); level <- runif(1, 0.05, 0.4) * exp(rnorm(n, 0, 0.1))
    values <- if (kind == "p'") rbinom(n, bases, pmin(level, 0.95)) else rpois(n, bases * level)
    centre <- sum(values) / sum(bases); y <- values / bases
    chance <- sqrt(if (kind == "p'") centre * (1 - centre) / bases else centre / bases)
    z <- (y - centre) / chance; spread <- chance * range(z) / 1.128
    lower <- centre - 3 * spread; upper <- centre + 3 * spread; centre <- rep(centre, n)
    lower[lower <= 0] <- NA; if (kind == "p'") upper[upper >= 1] <- NA
  } else if (kind == "g") {
    values <- rgeom(n, runif(1, 0.02, 0.3)); average <- mean(values)
    centre <- rep(average * log(2), n); upper <- rep(average + 3 * sqrt(average * (average + 1)), n); lower <- rep(NA_real_, n)
  } else {
    values <- round(rexp(n, 1 / runif(1, 3, 90)), 1); y <- values^(1 / 3.6); spread <- range(y) / 1.128
    centre <- rep(mean(y)^3.6, n); upper <- rep((mean(y) + 3 * spread)^3.6, n)
    low <- mean(y) - 3 * spread; lower <- rep(if (low > 0) low^3.6 else NA_real_, n)
  }
  list(kind = unbox(kind), values = values, bases = bases, centre = centre, lower = lower, upper = upper)
})
writeLines(toJSON(list(madeBy = unbox("laney.R"), R = unbox(R.version.string), tolerance = unbox(1e-11), cases = cases), digits = I(17), na = "null", null = "null"), "laney.json")
cat(length(cases), "cases\n")
