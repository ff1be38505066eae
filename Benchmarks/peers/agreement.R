# The peer of AgreementBench: R on the same ratings. Rscript agreement.R FOLDER
# Base R without a loop over units: counts of units by value, the coincidences as one cross product, the differences as a matrix.
x <- as.matrix(read.csv(file.path(commandArgs(TRUE)[1], "agreement.csv")))
alpha <- function(x, level) {
  v <- sort(unique(x[!is.na(x)])); q <- length(v); n <- nrow(x)
  given <- which(!is.na(x))
  cell <- (given - 1L) %% n + 1L + n * (match(x[given], v) - 1L)
  counts <- matrix(tabulate(cell, n * q), n, q)
  r <- rowSums(counts)
  counts <- counts[r >= 2, , drop = FALSE]; r <- r[r >= 2]
  o <- crossprod(counts, counts / (r - 1)); diag(o) <- diag(o) - colSums(counts / (r - 1))
  m <- rowSums(o); N <- sum(m); rank <- cumsum(m) - m / 2
  d <- switch(level, nominal = 1 - diag(q), ordinal = outer(rank, rank, "-")^2, interval = outer(v, v, "-")^2)
  1 - (N - 1) * sum(o * d) / sum(outer(m, m) * d)
}
for (level in c("nominal", "ordinal", "interval")) {
  ms <- replicate(5, system.time(a <<- alpha(x, level))[["elapsed"]] * 1000)
  cat(sprintf("Krippendorff's alpha, %s, 1e6 units\t%g\n", level, median(ms)))
  message(level, " ", format(a, digits = 16))
}
