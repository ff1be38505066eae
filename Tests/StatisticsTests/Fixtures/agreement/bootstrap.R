# Reference values for the bootstrap of Krippendorff's alpha and for intervals of intraclass correlations: Rscript bootstrap.R (in this folder).
# Units are drawn with replacement, alpha is made anew from its coincidences each time. All ratings are simulated here.
suppressMessages({ library(jsonlite); library(psych) })
set.seed(20250801)
alpha <- function(x, level) {
  x <- x[, colSums(!is.na(x)) >= 2, drop = FALSE]; v <- sort(unique(x[!is.na(x)])); q <- length(v)
  if (q < 2) return(NA)
  counts <- apply(x, 2, function(u) tabulate(match(u[!is.na(u)], v), q)); r <- colSums(counts)
  o <- counts %*% (t(counts) / (r - 1)) - diag(rowSums(t(t(counts) / (r - 1)))); m <- rowSums(o); n <- sum(m)
  d <- switch(level, nominal = 1 - diag(q), interval = outer(v, v, "-")^2,
    ordinal = { mid <- cumsum(m) - m / 2; outer(mid, mid, "-")^2 })
  1 - (n - 1) * sum(o * d) / sum(outer(m, m) * d)
}
cases <- lapply(1:9, function(i) {
  units <- c(30, 60, 120)[i %% 3 + 1]; raters <- sample(2:5, 1); truth <- sample(1:4, units, TRUE); level <- c("nominal", "ordinal", "interval")[(i - 1) %/% 3 + 1]
  x <- t(sapply(1:raters, function(r) ifelse(runif(units) < 0.65, truth, sample(1:4, units, TRUE)))); x[runif(length(x)) < 0.15] <- NA
  pairs <- which(colSums(!is.na(x)) >= 2)
  drawn <- replicate(8000, alpha(x[, sample(pairs, replace = TRUE), drop = FALSE], level)); drawn <- drawn[!is.na(drawn)]
  list(level = unbox(level), raters = lapply(1:raters, function(r) x[r, ]), alpha = unbox(alpha(x, level)), error = unbox(sd(drawn)),
    lower = unbox(unname(quantile(drawn, 0.025))), upper = unbox(unname(quantile(drawn, 0.975))))
})
writeLines(toJSON(list(madeBy = unbox("bootstrap.R"), R = unbox(R.version.string), tolerance = unbox(1e-10), cases = cases), digits = I(17), na = "null"), "bootstrap.json")
sf <- matrix(c(9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7), ncol = 4, byrow = TRUE)
print(ICC(sf, lmer = FALSE)$results[, c("type", "ICC", "F", "lower bound", "upper bound")], digits = 4)
