# Reference values for pooling, imputation models and instrumental variables: Rscript make.R (in this folder). All data are invented here.
suppressMessages({ library(jsonlite); library(mice); library(AER); library(sandwich) })
set.seed(20250211)
write <- function(file, packages, tolerance, cases) {
  document <- list(
    madeBy = unbox("make.R"), R = unbox(R.version.string),
    packages = lapply(setNames(packages, packages), function(p) unbox(as.character(packageVersion(p)))),
    tolerance = unbox(tolerance), cases = cases)
  writeLines(toJSON(document, digits = I(17), na = "null", null = "null", matrix = "columnmajor"), file)
  cat(file, length(cases), "cases\n")
}

# --- pooling ---------------------------------------------------------------------------------------------------------------
pooling <- lapply(1:150, function(i) {
  m <- sample(2:30, 1)
  q <- round(rnorm(m, runif(1, -3, 3), runif(1, 0.02, 0.5)), 4); u <- round(runif(m, 0.05, 0.5)^2, 5) + 1e-4
  complete <- if (i %% 3 == 0) Inf else sample(c(3, 10, 25.5, 100, 2000), 1)
  p <- if (is.infinite(complete)) pool.scalar(q, u) else pool.scalar(q, u, n = complete + 1, k = 1)
  stopifnot((1 + 1 / m) * p$b / p$t > 1e-4)
  se <- sqrt(p$t)
  list(estimates = q, variances = u, complete = if (is.finite(complete)) unbox(complete), estimate = unbox(p$qbar), within = unbox(p$ubar),
    between = unbox(p$b), total = unbox(p$t), df = unbox(p$df), r = unbox(p$r), fmi = unbox(p$fmi),
    p = unbox(2 * pt(-abs(p$qbar) / se, p$df)), lower = unbox(p$qbar - qt(0.975, p$df) * se), upper = unbox(p$qbar + qt(0.975, p$df) * se))
})
write("pooling.json", "mice", 1e-10, pooling)

# --- models of imputation ------------------------------------------------------------------------------------------------
# Newton's method for the polytomous model with weights; for two levels it is held to glm.
polytomous <- function(x, y, w, k) {
  p <- ncol(x); beta <- numeric((k - 1) * p)
  for (step in 1:60) {
    eta <- x %*% matrix(beta, p); e <- cbind(1, exp(eta)); pi <- e / rowSums(e)
    g <- as.vector(sapply(2:k, function(j) crossprod(x, w * ((y == j - 1) - pi[, j]))))
    h <- matrix(0, length(beta), length(beta))
    for (a in 2:k) for (b in 2:k)
      h[(a - 2) * p + 1:p, (b - 2) * p + 1:p] <- crossprod(x, x * (w * pi[, a] * ((a == b) - pi[, b])))
    beta <- beta + solve(h, g)
  }
  list(beta = beta, covariance = solve(h))
}
models <- lapply(1:45, function(i) {
  n <- sample(20:40, 1); p <- sample(1:3, 1); k <- c(2, 3, 4)[i %% 3 + 1]
  x <- matrix(round(rnorm(n * p), 2), n)
  y <- pmin(k - 1, pmax(0, round(x[, 1] + rnorm(n, k / 2 - 0.5))))
  y[sample(n, k)] <- 0:(k - 1)
  if (i %% 5 == 0) y <- (rank(x[, 1], ties = "first") * k) %/% (n + 1)  # separated
  a <- mice:::augment(y, rep(TRUE, n), data.frame(x), rep(FALSE, n))
  xa <- cbind(1, as.matrix(a$x)); f <- polytomous(xa, a$y, a$w, k)
  if (k == 2) {
    r <- suppressWarnings(glm.fit(xa, a$y, a$w, family = quasibinomial(), control = glm.control(epsilon = 1e-14, maxit = 100)))
    stopifnot(max(abs(r$coefficients - f$beta)) < 1e-8)
  }
  z <- round(2 * x[, 1] - x[, p] + rnorm(n), 2); l <- lm(z ~ x)
  list(x = x, y = y, levels = unbox(k), beta = f$beta, covariance = as.vector(f$covariance), z = z,
    linear = unname(coef(l)), rss = unbox(deviance(l)), df = unbox(df.residual(l)))
})
write("imputation-models.json", "mice", 1e-9, models)

# --- instrumental variables ----------------------------------------------------------------------------------------------
ivreg1 <- lapply(1:60, function(i) {
  n <- sample(c(24, 40, 60), 1); g <- sample(8, n, TRUE)
  while (length(unique(g)) < 5) g <- sample(8, n, TRUE)
  w <- round(matrix(rnorm(n * (i %% 3)), n), 2); q <- sample(1:3, 1); z <- round(matrix(rnorm(n * q), n), 2)
  e <- rnorm(n) + 0.5 * rnorm(8)[g]
  t <- round(as.vector(z %*% runif(q, 0.2, 1.2)) + 0.7 * e + rnorm(n), 2)
  if (i %% 4 == 0) { z <- matrix(rep_len(0:1, n)); t <- as.numeric(runif(n) < 0.15 + 0.5 * z[, 1] + 0.1 * (e > 0)); q <- 1 }
  y <- round(1 + 0.6 * t + e + if (ncol(w)) rowSums(w) else 0, 3)
  x <- cbind(1, w, t); zz <- cbind(1, w, z)
  d <- data.frame(y, t); f <- ivreg(y ~ 0 + x | 0 + zz)
  stage <- lm(t ~ 0 + zz); rest <- lm(t ~ 0 + zz[, 1:(ncol(w) + 1), drop = FALSE])
  wald <- function(v) { k <- ncol(w) + 1 + 1:q; b <- coef(stage)[k]; as.numeric(b %*% solve(v[k, k]) %*% b) / q }
  plain <- lm(y ~ 0 + zz)
  k <- ncol(x)
  cl <- function(m) vcovCL(m, cluster = g, type = "HC1")
  list(y = y, t = t, w = w, z = z, cluster = g, coefficients = unname(coef(f)), sigma2 = unbox(f$sigma^2),
    classical = unname(sqrt(diag(vcov(f)))), robust = unname(sqrt(diag(sandwich(f)))), robustSmallSample = unname(sqrt(diag(sandwich(f)) * n / (n - k))),
    clustered = unname(sqrt(diag(cl(f)))),
    first = c(anova(rest, stage)$F[2], wald(vcovHC(stage, "HC0")), wald(vcovHC(stage, "HC1")), wald(cl(stage))),
    firstP = unbox(anova(rest, stage)$`Pr(>F)`[2]), uptake = unname(coef(stage)[ncol(w) + 1 + 1:q]),
    itt = unbox(unname(coef(plain)[ncol(w) + 2])), ittError = unbox(unname(sqrt(diag(vcovHC(plain, "HC1")))[ncol(w) + 2])))
})
write("ivreg.json", c("AER", "sandwich"), 1e-9, ivreg1)

# --- one data set with gaps and what 250 imputations by mice say of it --------------------------------------------------
n <- 120
g <- data.frame(a = round(rnorm(n), 2))
g$b <- round(1 + 0.8 * g$a + rnorm(n), 2)
g$c <- rbinom(n, 1, plogis(0.5 * g$a + 0.4 * g$b - 0.3))
g$d <- pmin(2, pmax(0, round(1 + 0.5 * g$b - 0.6 * g$c + rnorm(n, 0, 0.8))))
gone <- function(p) runif(n) < p
full <- g
g$b[gone(plogis(-1 + full$a))] <- NA; g$c[gone(0.2)] <- NA; g$d[gone(plogis(-1.5 + 0.6 * full$a))] <- NA; g$a[gone(0.1)] <- NA
f <- transform(g, c = factor(c), d = factor(d))
summarise <- function(methods) {
  imp <- suppressWarnings(mice(f, m = 250, maxit = 5, method = methods, printFlag = FALSE, seed = 5))
  v <- sapply(1:250, function(i) {
    e <- complete(imp, i); k <- as.numeric(as.character(e$c)); l <- as.numeric(as.character(e$d))
    c(mean(e$a), mean(e$b), mean(k), mean(l == 1), mean(l == 2), cor(e$a, e$b), cor(e$b, l), var(e$b))
  })
  list(mean = rowMeans(v), sd = apply(v, 1, sd))
}
cases <- list(
  c(list(method = unbox("normal"), a = g$a, b = g$b, c = g$c, d = g$d), summarise(c("norm", "norm", "logreg", "polyreg"))),
  c(list(method = unbox("matching"), a = g$a, b = g$b, c = g$c, d = g$d), summarise(c("pmm", "pmm", "logreg", "polyreg"))))
write("imputation.json", "mice", 0.1, cases)
