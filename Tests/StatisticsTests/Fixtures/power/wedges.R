# Reference values for stepped wedges with gaps and with correlations that differ between periods: Rscript wedges.R (in this folder). Base R:
# generalised least squares of the cells, covariance written out person by person for small cells.
suppressMessages(library(jsonlite))
set.seed(20250701)
cases <- lapply(1:60, function(i) {
  steps <- sample(2:5, 1); each <- sample(1:3, 1); m <- sample(c(1, 4, 20, 100), 1); rho <- c(0.01, 0.05, 0.2, 0.6)[i %% 4 + 1]
  kind <- c("exchangeable", "nested", "decay")[i %% 3 + 1]; r <- round(runif(1, 0.2, 0.98), 2); if (i %% 17 == 0) r <- 1; if (i %% 19 == 0) r <- 0
  x <- do.call(rbind, rep(lapply(1:steps, function(s) as.numeric(0:steps >= s)), each = each))
  if (i %% 2 == 0) for (row in seq_len(nrow(x))) { change <- which(x[row, ] == 1)[1]; if (i %% 4 == 0) x[row, change] <- NA else x[row, sample(ncol(x), 1)] <- NA }
  I <- nrow(x); T <- ncol(x); g <- switch(kind, exchangeable = matrix(1, T, T), nested = r + (1 - r) * diag(T), decay = r^abs(outer(1:T, 1:T, "-")))
  if (kind == "decay" && r == 0) g <- diag(T)
  seen <- as.vector(t(!is.na(x)))
  design <- cbind(as.vector(t(x)), do.call(rbind, rep(list(diag(T)), I)))[seen, ]
  design <- design[, colSums(abs(design)) > 0, drop = FALSE]
  if (qr(design)$rank < ncol(design)) return(NULL)
  if (m == 4) {
    # Every person a row.
    person <- rep(seq_len(sum(seen)), each = m); v <- kronecker(diag(I), rho * g)[seen, seen][person, person] + diag((1 - rho), length(person)); d <- design[person, ]
  } else { v <- kronecker(diag(I), diag((1 - rho) / m, T) + rho * g)[seen, seen]; d <- design }
  variance <- solve(t(d) %*% solve(v, d))[1, 1]
  effect <- round(runif(1, 0.05, 0.8), 3); a <- c(0.05, 0.01, 0.1)[i %% 3 + 1]; z <- qnorm(a / 2, lower.tail = FALSE)
  list(treated = unname(lapply(seq_len(I), function(row) x[row, ] == 1)), count = unbox(m), icc = unbox(rho), kind = unbox(kind), between = unbox(r),
    effect = unbox(effect), significance = unbox(a), variance = unbox(variance), power = unbox(pnorm(effect / sqrt(variance) - z) + pnorm(-effect / sqrt(variance) - z)))
})
cases <- Filter(Negate(is.null), cases)
writeLines(toJSON(list(madeBy = unbox("wedges.R"), R = unbox(R.version.string), tolerance = unbox(1e-9), cases = cases), digits = I(17), na = "null"), "wedge-correlations.json")
cat(length(cases), "cases\n")
