# Profile-likelihood intervals and intraclass correlations of mixed models, by their definition.  Rscript profiles.R > profiles.json
#
# lme4's own confint interpolates the profile by splines (three or four digits) and always takes the full likelihood. Here every point of
# the profile is a least point over the other parameters of -2 log likelihood, from n x n matrices, and the bounds are roots of it.
suppressMessages(library(jsonlite))
bend <- qchisq(0.95, 1)
deviance <- function(X, y, V, reml) {
  R <- tryCatch(chol(V), error = function(e) NULL)
  if (is.null(R) || !all(is.finite(R))) return(1e10)
  Xs <- backsolve(R, X, transpose = TRUE); ys <- backsolve(R, y, transpose = TRUE)
  q <- qr(Xs); r <- qr.resid(q, ys); n <- length(y)
  2 * sum(log(diag(R))) + sum(r^2) + (if (reml) (n - ncol(X)) * log(2 * pi) + 2 * sum(log(abs(diag(qr.R(q))))) else n * log(2 * pi))
}
# Least over free parameters; the value is exact to rounding long before the point is.
least <- function(f, start) {
  if (length(start) == 0) return(list(value = f(numeric(0)), par = numeric(0)))
  p <- start
  for (i in 1:6) p <- optim(p, f, method = "BFGS", control = list(reltol = 1e-16, maxit = 500, ndeps = rep(1e-4, length(p))))$par
  # One Newton step with wide differences leaves the value at its rounding.
  g <- numDeriv::grad(f, p); H <- numDeriv::hessian(f, p); q <- tryCatch(p - solve(H, g), error = function(e) p)
  if (all(is.finite(q)) && f(q) < f(p)) p <- q
  list(value = f(p), par = p)
}
bounds <- function(profile, estimate, zero, top) {
  base <- profile(estimate)
  f <- function(s) profile(s) - base - bend
  root <- function(a, b) uniroot(f, c(a, b), tol = 1e-13)$root
  upper <- estimate * 1.3 + 1e-3; while (f(upper) < 0) upper <- if (is.finite(top)) (upper + top) / 2 else upper * 1.5
  lower <- if (zero && f(0) <= 0) 0 else root(if (zero) 0 else estimate / 20, estimate)
  c(estimate, lower, root(estimate, upper))
}
cases <- list()
for (seed in 1:12) {
  set.seed(seed); reml <- seed %% 2 == 0; crossed <- seed > 8
  g <- rep(1:7, each = 5); h <- rep(1:5, 7); x <- round(rnorm(35), 2)
  y <- round(1 + 0.4 * x + c(0.4, 1, 2)[1 + seed %% 3] * rnorm(7)[g] + (if (crossed) rnorm(5)[h] else 0) + rnorm(35), 3)
  X <- cbind(1, x); A <- outer(g, g, "==") + 0; B <- if (crossed) outer(h, h, "==") + 0 else 0 * A
  D <- function(a, b, s) deviance(X, y, a^2 * A + b^2 * B + s^2 * diag(35), reml)
  k <- if (crossed) 3 else 2
  full <- least(function(v) D(v[1], if (crossed) v[3] else 0, exp(v[2])), c(1, 0, 1)[1:k]); est <- abs(full$par)
  est[2] <- exp(full$par[2])
  random <- bounds(function(s) least(function(v) D(s, if (crossed) v[2] else 0, exp(v[1])), full$par[-1])$value, est[1], TRUE, Inf)
  residual <- bounds(function(s) least(function(v) D(v[1], if (crossed) v[2] else 0, s), full$par[-2])$value, est[2], FALSE, Inf)
  share <- function(r) least(function(v) { b2 <- if (crossed) v[2]^2 else 0; D(sqrt(r / (1 - r) * (exp(2 * v[1]) + b2)), sqrt(b2), exp(v[1])) }, full$par[-1])$value
  e2 <- est^2; icc <- bounds(share, e2[1] / sum(e2), TRUE, 1)
  random_terms <- c(list(list(name = unbox("g"), groups = g - 1L, effects = list(rep(1, 35)), correlated = unbox(TRUE))),
    if (crossed) list(list(name = unbox("h"), groups = h - 1L, effects = list(rep(1, 35)), correlated = unbox(TRUE))))
  cases <- c(cases, list(list(name = unbox(paste("intercepts", seed)), reml = unbox(reml), outcome = y, columns = list(rep(1, 35), x), random = random_terms, effect = unbox(0L), deviation = random, residual = residual, intraclass = icc)))
}
for (seed in 21:28) {
  set.seed(seed); reml <- seed %% 2 == 0; correlated <- seed > 24; effect <- seed %% 4 %/% 2
  g <- rep(1:8, each = 6); x <- round(rnorm(48), 2) + 1
  y <- round(1 + 0.4 * x + 0.8 * rnorm(8)[g] + 0.9 * rnorm(8)[g] * x + rnorm(48), 3); X <- cbind(1, x); S <- outer(g, g, "==") + 0; one <- rep(1, 48)
  # Deviations and, where they correlate, the inverse hyperbolic tangent of the correlation.
  D <- function(a, b, z, s) deviance(X, y, S * (a^2 + b^2 * outer(x, x) + a * b * tanh(z) * (outer(x, one) + outer(one, x))) + s^2 * diag(48), reml)
  v0 <- c(0.8, 0.9, 0, 0.1)[c(TRUE, TRUE, TRUE, correlated)]
  full <- least(function(v) D(v[1], v[2], if (correlated) v[4] else 0, exp(v[3])), v0); est <- abs(full$par)
  own <- effect + 1
  profile <- function(s) least(function(v) { a <- if (own == 1) c(s, v[1]) else c(v[1], s); D(a[1], a[2], if (correlated) v[3] else 0, exp(v[2])) }, full$par[-own])$value
  cases <- c(cases, list(list(name = unbox(paste("slopes", seed)), reml = unbox(reml), outcome = y, columns = list(rep(1, 48), x),
    random = list(list(name = unbox("g"), groups = g - 1L, effects = list(rep(1, 48), x), correlated = unbox(correlated))), effect = unbox(effect), deviation = bounds(profile, est[own], TRUE, Inf))))
}
cat(toJSON(list(madeBy = unbox("profiles.R"), R = unbox(as.character(getRversion())), tolerance = unbox(1e-7), cases = cases), digits = NA, null = "null"))
