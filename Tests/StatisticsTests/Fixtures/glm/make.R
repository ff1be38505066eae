# Generalised linear models by R's glm, MASS, sandwich, car and brglm2; data simulated here. Run in this folder.
suppressPackageStartupMessages({ library(MASS); library(sandwich); library(car); library(brglm2); library(jsonlite) })
set.seed(4201)
tight <- glm.control(epsilon = 1e-15, maxit = 200)
versions <- list(R = R.version.string, packages = sapply(c("MASS", "sandwich", "car", "brglm2"), function(p) as.character(packageVersion(p))))
save <- function(cases, file, note) write(toJSON(c(versions, list(note = note, cases = cases)), digits = 15, auto_unbox = FALSE, na = "null"), file)
shapes <- list(list("x"), list("x", "z"), list("g"), list("x", "g"), list("x", "g", c("x", "g")), list("x", "z", c("x", "z")), list("g", "h"), list("g", "h", "x"))
formula.of <- function(terms) as.formula(paste("y ~", paste(sapply(terms, paste, collapse = ":"), collapse = " + ")))
draw <- function(n) data.frame(x = round(rnorm(n), 2), z = round(runif(n, 0, 4), 1), g = factor(sample(c("a", "b", "c"), n, TRUE)), h = factor(sample(c("no", "yes"), n, TRUE)), cluster = sample(1:max(4, n %/% 5), n, TRUE))
signal <- function(d) 0.6 * d$x - 0.2 * d$z + c(0, 0.5, -0.4)[d$g] + 0.3 * (d$h == "yes")
lower <- function(m) unname(m[lower.tri(m, diag = TRUE)])
lr <- function(fit) { a <- Anova(fit, type = 2, test.statistic = "LR"); list(statistic = a[["LR Chisq"]], df = a[["Df"]], p = a[["Pr(>Chisq)"]], terms = rownames(a)) }
# Refits with the coefficient held through the offset; the bound is where twice the fall is the chi-squared quantile.
profile.ci <- function(fit, column) {
  X <- model.matrix(fit); y <- fit$y; w <- fit$prior.weights; o <- if (is.null(fit$offset)) rep(0, nrow(X)) else fit$offset
  dev <- function(b) glm.fit(X[, -column, drop = FALSE], y, w, offset = o + b * X[, column], family = fit$family, control = tight)$deviance
  top <- fit$deviance; q <- qchisq(0.95, 1); se <- sqrt(vcov(fit)[column, column]); b <- coef(fit)[[column]]
  sapply(c(-1, 1), function(s) uniroot(function(v) dev(v) - top - q, sort(b + s * se * c(0.5, 6)), tol = 1e-13, extendInt = if (s > 0) "upX" else "downX")$root)
}
jac <- function(f, b) sapply(seq_along(b), function(j) { h <- 1e-3; e <- function(k) { v <- b; v[j] <- v[j] + k * h; f(v) }; (8 * (e(1) - e(-1)) - (e(2) - e(-2))) / (12 * h) })
# Average marginal effects from the definition: slopes by central differences of the prediction, levels by setting everybody.
ame <- function(fit, d, terms) {
  f <- delete.response(terms(fit)); lv <- fit$xlevels; o <- if (is.null(fit$offset)) rep(0, nrow(d)) else fit$offset; w <- fit$case
  mm <- function(dd) model.matrix(f, model.frame(f, dd, xlev = lv)); mean. <- function(v) sum(w * v) / sum(w)
  used <- sort(unique(unlist(terms))); out <- list(names = character(), functions = list())
  for (v in used) {
    if (is.numeric(d[[v]])) local({
      one <- d; one[[v]] <- 1; zero <- d; zero[[v]] <- 0; D <- mm(one) - mm(zero); X <- mm(d)
      out$names <<- c(out$names, v); out$functions <<- c(out$functions, function(b) mean.(fit$family$mu.eta(drop(X %*% b) + o) * drop(D %*% b)))
    }) else for (l in levels(d[[v]])[-1]) local({
      one <- d; one[[v]] <- factor(l, levels(d[[v]])); zero <- d; zero[[v]] <- factor(levels(d[[v]])[1], levels(d[[v]])); A <- mm(one); B <- mm(zero)
      out$names <<- c(out$names, paste0(v, l)); out$functions <<- c(out$functions, function(b) mean.(fit$family$linkinv(drop(A %*% b) + o) - fit$family$linkinv(drop(B %*% b) + o)))
    })
  }
  V <- fit$V; g <- lapply(out$functions, jac, coef(fit))
  list(names = out$names, estimate = sapply(out$functions, function(f) f(coef(fit))), se = sapply(g, function(v) sqrt(drop(v %*% V %*% v))))
}
describe <- function(fit, d, column) {
  list(names = names(coef(fit)), coefficients = unname(coef(fit)), vcov = lower(fit$V), logLik = as.numeric(logLik(fit)), deviance = fit$deviance,
    null = fit$null.deviance, p = unname(2 * pnorm(-abs(coef(fit) / sqrt(diag(fit$V))))),
    hc = lapply(c("HC0", "HC1", "HC2", "HC3"), function(t) unname(diag(vcovHC(fit, type = t)))),
    cr = lapply(c(FALSE, TRUE), function(a) unname(diag(vcovCL(fit, d$cluster, type = "HC0", cadjust = a)))), column = column - 1, profile = profile.ci(fit, column))
}
variables <- function(d) list(x = d$x, z = d$z, g = as.character(d$g), h = as.character(d$h))

cases <- list()
for (i in 1:120) repeat {
  n <- sample(c(25, 40, 60), 1); d <- draw(n); terms <- shapes[[i %% 8 + 1]]; kind <- c("binary", "counts", "weights", "offset", "poisson", "rate")[i %% 6 + 1]
  w <- rep(1, n); o <- rep(0, n); m <- rep(1, n)
  if (kind == "counts") m <- sample(1:12, n, TRUE)
  if (kind == "weights") w <- sample(c(1, 2, 3, 5), n, TRUE)
  if (kind %in% c("offset", "rate")) o <- round(rnorm(n, 0, 0.5), 2)
  binomial <- kind %in% c("binary", "counts", "weights", "offset"); d$o <- o; d$w <- w
  if (binomial) { d$k <- rbinom(n, m, plogis(signal(d) + o)); d$m <- m; d$y <- d$k / m; prior <- m * w } else { d$y <- rpois(n, exp(0.7 + signal(d) + o)); d$k <- d$y; prior <- w }
  d$prior <- prior; family <- if (binomial) binomial() else poisson()
  fit <- suppressWarnings(glm(formula.of(terms), family, d, weights = prior, offset = o, control = tight))
  if (any(is.na(coef(fit))) || max(sqrt(diag(vcov(fit)))) > 5 || max(hatvalues(fit)) > 0.9) next
  # glm's covariance is of the step before the last: once more from where it came to rest.
  fit <- suppressWarnings(update(fit, start = coef(fit))); fit$V <- vcov(fit); fit$case <- w
  one <- describe(fit, d, min(2, length(coef(fit))))
  one$logLik <- if (binomial) sum(w * dbinom(d$k, m, fitted(fit), log = TRUE)) else sum(w * dpois(d$y, fitted(fit), log = TRUE))
  cases[[length(cases) + 1]] <- c(list(name = paste(kind, i), family = if (binomial) "binomial" else "poisson", variables = variables(d), terms = terms, response = d$k,
    trials = m, weights = w, offset = o, cluster = d$cluster, effects = ame(fit, d, terms), tests = lr(fit)), one)
  break
}
save(cases, "glm.json", "coefficients to 1e-9; profile bounds by refits; effects by central differences; car refits with its own control, so tests to 1e-7")

# --- negative binomial: glm.nb, then both parts alternately until nothing moves -------------------------------------------
cases <- list()
nb <- function(X, y, o, theta) {
  for (k in 1:400) { fit <- glm.fit(X, y, offset = o, family = negative.binomial(theta), control = tight); old <- theta
    theta <- as.numeric(theta.ml(y, fit$fitted.values, limit = 200, eps = 1e-13)); if (abs(theta - old) < 1e-14 * theta) break }
  list(fit = fit, theta = theta, logLik = sum(dnbinom(y, size = theta, mu = fit$fitted.values, log = TRUE)))
}
for (i in 1:40) repeat {
  n <- sample(c(40, 60, 90), 1); d <- draw(n); terms <- shapes[[i %% 8 + 1]]; o <- if (i %% 2) rep(0, n) else round(rnorm(n, 0, 0.4), 2); d$o <- o
  d$y <- rnbinom(n, size = runif(1, 0.5, 3), mu = exp(1 + signal(d) + o))
  first <- tryCatch(suppressWarnings(glm.nb(update(formula.of(terms), ~ . + offset(o)), d, control = glm.control(epsilon = 1e-10, maxit = 200))), error = function(e) NULL)
  if (is.null(first) || any(is.na(coef(first))) || first$theta > 50 || max(sqrt(diag(vcov(first)))) > 5) next
  X <- model.matrix(first); best <- nb(X, d$y, o, first$theta)
  fit <- glm(update(formula.of(terms), ~ . + offset(o)), negative.binomial(best$theta), d, control = tight)
  fit <- update(fit, start = coef(fit)); fit$V <- summary(fit, dispersion = 1)$cov.scaled; null <- nb(X[, 1, drop = FALSE], d$y, o, first$theta)
  se <- attr(theta.ml(d$y, fitted(fit), limit = 200, eps = 1e-13), "SE"); column <- min(2, ncol(X)); top <- best$logLik; b <- coef(fit)[[column]]; s <- sqrt(fit$V[column, column])
  fall <- function(v) 2 * (top - nb(X[, -column, drop = FALSE], d$y, o + v * X[, column], best$theta)$logLik) - qchisq(0.95, 1)
  bounds <- sapply(c(-1, 1), function(k) uniroot(fall, sort(b + k * s * c(0.5, 4)), tol = 1e-10, extendInt = if (k > 0) "upX" else "downX")$root)
  working <- residuals(fit, "working") * fit$weights; U <- working * X; hat <- hatvalues(fit)
  meat <- function(f) diag(fit$V %*% crossprod(U * sqrt(f)) %*% fit$V); sums <- rowsum(U, d$cluster); G <- nrow(sums)
  cases[[length(cases) + 1]] <- list(name = paste("negative binomial", i), variables = variables(d), terms = terms, response = d$y, offset = o, cluster = d$cluster, names = names(coef(fit)),
    coefficients = unname(coef(fit)), vcov = lower(fit$V), theta = best$theta, seTheta = se, logLik = top, deviance = fit$deviance, glmnbLogLik = as.numeric(logLik(first)),
    hc = unname(list(meat(1), meat(n / (n - ncol(X))), meat(1 / (1 - hat)), meat(1 / (1 - hat)^2))), cr = list(diag(fit$V %*% crossprod(sums) %*% fit$V), diag(fit$V %*% crossprod(sums) %*% fit$V) * G / (G - 1)),
    nullStatistic = 2 * (top - null$logLik), column = column - 1, profile = bounds)
  break
}
save(cases, "negative-binomial.json", "glm.nb's estimates, its two steps repeated until both stand still")

set.seed(99)
# --- Firth: brglm2, separated data among them; profile of the penalised likelihood by nested optimisation ------------------
cases <- list()
for (i in 1:60) repeat {
  n <- sample(c(10, 16, 25, 40), 1); d <- draw(n); terms <- shapes[[c(1, 2, 3, 4, 7)[i %% 5 + 1]]]; m <- if (i %% 4) rep(1, n) else sample(1:6, n, TRUE)
  d$k <- rbinom(n, m, plogis(2 * signal(d))); if (i %% 3 == 0) d$k <- ifelse(d$g == "b" | d$x > 0.8, m, d$k)
  d$y <- d$k / m; d$m <- m; X <- model.matrix(formula.of(terms), d)
  if (qr(X)$rank < ncol(X)) next
  fit <- suppressWarnings(glm(formula.of(terms), binomial(), d, weights = m, method = "brglmFit", control = list(epsilon = 1e-13, maxit = 5000, type = "AS_mean")))
  plain <- suppressWarnings(glm.fit(X, d$y, m, family = binomial(), control = glm.control(maxit = 25)))
  penalised <- function(b) { e <- drop(X %*% b); p <- plogis(e); sum(d$k * plogis(e, log.p = TRUE) + (m - d$k) * plogis(-e, log.p = TRUE)) + sum(lchoose(m, d$k)) + 0.5 * as.numeric(determinant(crossprod(X * sqrt(m * p * plogis(-e))))$modulus) }
  b <- coef(fit); top <- penalised(b); j <- min(2, ncol(X)); bounds <- NULL
  if (i %% 3 == 0 && ncol(X) <= 3) {
    held <- function(v) { f <- function(r) { z <- b; z[j] <- v; z[-j] <- r; value <- penalised(z); if (is.finite(value)) -value else 1e6 }; r <- b[-j]; for (k in 1:4) r <- optim(r, f, method = "BFGS", control = list(reltol = 1e-16, maxit = 1000))$par; 2 * (top + f(r)) - qchisq(0.95, 1) }
    s <- sqrt(vcov(fit)[j, j]); bounds <- sapply(c(-1, 1), function(k) uniroot(held, sort(b[[j]] + k * s * c(0.3, 3)), tol = 1e-10, extendInt = if (k > 0) "upX" else "downX")$root)
  }
  cases[[length(cases) + 1]] <- list(name = paste("firth", i), variables = variables(d), terms = terms, response = d$k, trials = m, names = colnames(X), coefficients = unname(b), vcov = lower(vcov(fit)),
    penalised = top, plainLargest = max(abs(coef(plain))), column = j - 1, profile = bounds)
  break
}
save(cases, "firth.json", "brglm2 AS_mean; profile bounds by nested optimisation, about 1e-7")
