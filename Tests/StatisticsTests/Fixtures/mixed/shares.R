# Shares of the variance in models with random slopes or weights, by their definition.  Rscript shares.R > shares.json
#
# A term's mean variance over the rows is mean(z'Sz) (Johnson 2014), the residuals' the mean of sigma^2/w; var() of X beta gives the
# marginal and conditional R^2. Points of the profile are least points over the other parameters of -2 log likelihood, from n x n
# matrices, and the bounds are roots of it.
suppressMessages(library(jsonlite))
bend <- qchisq(0.95, 1)
deviance <- function(X, y, V, reml, beta = FALSE) {
  R <- tryCatch(chol(V), error = function(e) NULL)
  if (is.null(R) || !all(is.finite(R))) return(1e10)
  Xs <- backsolve(R, X, transpose = TRUE); ys <- backsolve(R, y, transpose = TRUE)
  q <- qr(Xs); r <- qr.resid(q, ys); n <- length(y)
  if (beta) return(qr.coef(q, ys))
  2 * sum(log(diag(R))) + sum(r^2) + (if (reml) (n - ncol(X)) * log(2 * pi) + 2 * sum(log(abs(diag(qr.R(q))))) else n * log(2 * pi))
}
# Least over free parameters; the value is exact to rounding long before the point is.
least <- function(f, start) {
  p <- start
  for (i in 1:2) p <- optim(p, f, method = "BFGS", control = list(reltol = 1e-16, maxit = 500, ndeps = rep(1e-4, length(p))))$par
  # One Newton step with wide differences leaves the value at its rounding.
  g <- numDeriv::grad(f, p); H <- numDeriv::hessian(f, p); e <- eigen((H + t(H)) / 2); keep <- e$values > 1e-6 * max(e$values)
  q <- p - c(e$vectors[, keep, drop = FALSE] %*% (crossprod(e$vectors[, keep, drop = FALSE], g) / e$values[keep]))
  if (all(is.finite(q)) && f(q) < f(p)) p <- q
  list(value = f(p), par = p)
}
cases <- list()
for (seed in 1:10) {
  set.seed(seed); reml <- seed %% 2 == 0; correlated <- seed %% 3 > 0; crossed <- seed > 7
  n <- 35; g <- rep(1:7, each = 5); h <- rep(1:5, 7); x <- round(rnorm(n), 2) + c(0, 2, 30)[1 + seed %% 3]
  w <- if (seed %% 4 < 2) rep(1, n) else round(exp(0.6 * rnorm(n)), 2) + 0.05
  y <- round(1 + 0.4 * x + c(0.2, 0.8, 1.5)[1 + seed %% 3] * rnorm(7)[g] + 0.7 * rnorm(7)[g] * (x - mean(x)) + (if (crossed) rnorm(5)[h] else 0) + rnorm(n) / sqrt(w), 3)
  X <- cbind(1, x); S <- outer(g, g, "==") + 0; B <- if (crossed) outer(h, h, "==") + 0 else 0 * S; u <- x - mean(x); one <- rep(1, n)
  # Centred: the covariance of correlated effects is the same model. Uncorrelated ones have another; theirs stay as they are.
  z <- if (correlated) u else x; k <- mean(z); k2 <- mean(z^2)
  # tau (a + b z) by angle and the inverse hyperbolic tangent of the correlation, t for the crossed term.
  shape <- function(phi, r) { a <- cos(phi); b <- sin(phi); a^2 * outer(one, one) + b^2 * outer(z, z) + a * b * tanh(r) * (outer(z, one) + outer(one, z)) }
  unit <- function(phi, r) cos(phi)^2 + sin(phi)^2 * k2 + 2 * cos(phi) * sin(phi) * tanh(r) * k
  V <- function(tau, phi, r, t, s) tau^2 * S * shape(phi, r) + t^2 * B + s^2 * diag(1 / w)
  pick <- c(TRUE, correlated, crossed, TRUE)
  fill <- function(v) { out <- c(0, 0, 0, 0); out[pick] <- v; out }
  whole <- least(function(v) { a <- fill(v[-1]); deviance(X, y, V(v[1], a[1], a[2], a[3], exp(a[4])), reml) }, c(1, c(0.7, 0.1, 0.7, 0)[pick]))
  at <- fill(whole$par[-1]); s2 <- exp(2 * at[4]) * mean(1 / w); own <- whole$par[1]^2 * unit(at[1], at[2]); other <- at[3]^2
  beta <- deviance(X, y, V(whole$par[1], at[1], at[2], at[3], exp(at[4])), reml, beta = TRUE); f2 <- var(c(X %*% beta))
  profile <- function(share) {
    least(function(v) {
      a <- fill(v); rest <- exp(2 * a[4]) * mean(1 / w) + a[3]^2; tau <- sqrt(share / (1 - share) * rest / unit(a[1], a[2]))
      deviance(X, y, V(tau, a[1], a[2], a[3], exp(a[4])), reml)
    }, at[pick])$value
  }
  estimate <- own / (own + other + s2); excess <- function(s) profile(s) - whole$value - bend
  top <- (1 + estimate) / 2; while (excess(top) < 0) top <- (1 + top) / 2
  lower <- if (excess(0) <= 0) 0 else uniroot(excess, c(0, estimate), tol = 1e-9)$root
  interval <- c(estimate, lower, uniroot(excess, c(estimate, top), tol = 1e-9)$root)
  random <- c(list(list(name = unbox("g"), groups = g - 1L, effects = list(one, x), correlated = unbox(correlated))),
    if (crossed) list(list(name = unbox("h"), groups = h - 1L, effects = list(one), correlated = unbox(TRUE))))
  cases <- c(cases, list(list(name = unbox(paste0("share ", seed)), reml = unbox(reml), outcome = y, columns = list(one, x), weights = w, random = random,
    share = interval, determination = c(f2, f2 + own + other) / (f2 + own + other + s2))))
  message(seed, ": ", paste(signif(interval, 6), collapse = " "))
}
cat(toJSON(list(madeBy = unbox("shares.R"), R = unbox(as.character(getRversion())), tolerance = unbox(1e-6), cases = cases), digits = NA, null = "null"))
