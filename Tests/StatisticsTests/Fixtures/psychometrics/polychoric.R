# Reference values of polychoric correlations: Rscript polychoric.R (in this folder). The data are simulated here.
# The likelihood is built on mvtnorm's bivariate normal probabilities and searched by optimize and nlm with the smallest tolerances;
# polycor's polychor, whose searches stop at 1e-4, must come near and not above.
suppressMessages({ library(jsonlite); library(polycor); library(mvtnorm) })
set.seed(20250304)
options(warn = -1)
cases <- list()
logLik <- function(table, rho, a, b) {
  S <- matrix(c(1, rho, rho, 1), 2)
  below <- outer(a, b, Vectorize(function(x, y) pmvnorm(c(-Inf, -Inf), c(x, y), sigma = S, algorithm = TVPACK(1e-15))[1]))
  below <- rbind(0, cbind(0, below, pnorm(a)), c(0, pnorm(b), 1))
  chance <- diff(t(diff(below)))
  sum(ifelse(t(table) > 0, t(table) * log(pmax(chance, 1e-300)), 0))
}
while (length(cases) < 40) {
  r <- sample(2:5, 1); k <- sample(2:5, 1); n <- sample(80:600, 1); rho <- runif(1, -0.9, 0.9)
  x <- rnorm(n); y <- rho * x + sqrt(1 - rho^2) * rnorm(n)
  cut2 <- function(v, q) as.integer(cut(v, c(-Inf, sort(runif(q - 1, -1.3, 1.3)), Inf)))
  table <- table(factor(cut2(x, r), 1:r), factor(cut2(y, k), 1:k)); table <- matrix(as.integer(table), r)
  if (any(rowSums(table) < 5) || any(colSums(table) < 5) || (r * k == 4 && any(table == 0))) next
  a <- qnorm(cumsum(rowSums(table)) / n)[-r]; b <- qnorm(cumsum(colSums(table)) / n)[-k]
  two <- optimize(function(p) logLik(table, p, a, b), c(-0.999, 0.999), maximum = TRUE, tol = 1e-12)
  # A parabola through three points at a distance where rounding does not matter gives the last digits.
  h <- 8e-4; top <- two$maximum
  for (again in 1:3) {
    at <- sapply(c(-2, -1, 0, 1, 2) * h, function(d) logLik(table, top + d, a, b))
    first <- (at[1] - 8 * at[2] + 8 * at[4] - at[5]) / (12 * h); second <- (-at[1] + 16 * at[2] - 30 * at[3] + 16 * at[4] - at[5]) / (12 * h^2)
    top <- top - first / second
  }
  p1 <- polychor(table); p2 <- try(polychor(table, ML = TRUE, std.err = TRUE), silent = TRUE)
  if (inherits(p2, "try-error") || !isTRUE(diag(p2$var)[1] > 0)) next
  full <- function(p) if (abs(p[1]) >= 1) 1e10 else -logLik(table, p[1], p[1 + seq_len(r - 1)], p[r + seq_len(k - 1)])
  ml <- optim(c(top, a, b), full, method = "BFGS", control = list(reltol = 1e-15, maxit = 500, ndeps = rep(1e-4, r + k - 1)))
  cases[[length(cases) + 1]] <- list(table = table, twoStep = c(top, sqrt(-1 / second)), logLik = I(logLik(table, top, a, b)),
    polycor = c(p1, p2$rho, sqrt(diag(p2$var))[1]), likelihood = c(ml$par[1], -ml$value), thresholds = ml$par[-1])
}
document <- list(madeBy = unbox("polychoric.R"), R = unbox(R.version.string), polycor = unbox(as.character(packageVersion("polycor"))),
  mvtnorm = unbox(as.character(packageVersion("mvtnorm"))), cases = cases)
writeLines(toJSON(document, digits = I(17), matrix = "rowmajor"), "polychoric.json")
cat(length(cases), "cases\n")
