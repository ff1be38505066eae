# Proportional-odds regression by ordinal::clm run to its last digits; data simulated here. Run in this folder.
suppressPackageStartupMessages({ library(ordinal); library(MASS); library(jsonlite) })
set.seed(777)
versions <- list(R = R.version.string, packages = sapply(c("ordinal", "MASS"), function(p) as.character(packageVersion(p))))
tight <- clm.control(gradTol = 1e-12, relTol = 1e-14, maxIter = 500L, maxLineIter = 100L)
shapes <- list(list("x"), list("x", "z"), list("g"), list("x", "g"), list("x", "g", c("x", "g")), list("x", "z", c("x", "z")), list("g", "h"), list("g", "h", "x"))
lower <- function(m) unname(m[lower.tri(m, diag = TRUE)])
jac <- function(f, b) { r <- lapply(seq_along(b), function(j) { h <- 1e-3; e <- function(k) { v <- b; v[j] <- v[j] + k * h; f(v) }; (8 * (e(1) - e(-1)) - (e(2) - e(-2))) / (12 * h) }); do.call(cbind, r) }
cases <- list()
for (i in 1:60) repeat {
  n <- sample(c(40, 60, 90), 1); K <- sample(3:5, 1); terms <- shapes[[i %% 8 + 1]]
  d <- data.frame(x = round(rnorm(n), 2), z = round(runif(n, 0, 4), 1), g = factor(sample(c("a", "b", "c"), n, TRUE)), h = factor(sample(c("no", "yes"), n, TRUE)), cluster = sample(1:max(4, n %/% 5), n, TRUE))
  d$w <- if (i %% 3) rep(1, n) else sample(1:3, n, TRUE)
  latent <- 0.7 * d$x - 0.2 * d$z + c(0, 0.6, -0.4)[d$g] + 0.4 * (d$h == "yes") + rlogis(n)
  d$y <- cut(latent, c(-Inf, quantile(latent, cumsum(runif(K, 0.5, 1.5))[-K] / K / 1.2), Inf), labels = FALSE)
  if (length(unique(d$y)) < K || any(is.na(d$y))) next
  d$y <- factor(letters[d$y], ordered = TRUE); f <- function(t) as.formula(paste("y ~", if (length(t)) paste(sapply(t, paste, collapse = ":"), collapse = " + ") else "1"))
  fit <- tryCatch(suppressWarnings(clm(f(terms), data = d, weights = w, control = tight)), error = function(e) NULL)
  if (is.null(fit) || fit$convergence$code != 0 && max(abs(fit$gradient)) > 1e-9 || max(sqrt(diag(vcov(fit)))) > 4) next
  p <- length(fit$beta); o <- c(K - 1 + seq_len(p), seq_len(K - 1)); V <- vcov(fit)[o, o]; b <- coef(fit)[o]
  mm <- function(dd) model.matrix(f(terms), transform(dd, y = d$y))[, -1, drop = FALSE]; X <- mm(d); y <- as.integer(d$y)
  prob <- function(b, X) { cuts <- cbind(-Inf, matrix(b[p + seq_len(K - 1)], nrow(X), K - 1, byrow = TRUE), Inf); P <- plogis(cuts - drop(X %*% b[seq_len(p)])); P[, -1] - P[, -(K + 1)] }
  U <- jac(function(v) d$w * log(prob(v, X)[cbind(1:n, y)]), b); hc0 <- V %*% crossprod(U) %*% V; sums <- rowsum(U, d$cluster); G <- nrow(sums); cr0 <- V %*% crossprod(sums) %*% V
  ll <- function(t) as.numeric(logLik(suppressWarnings(clm(f(t), data = d, weights = w, control = tight))))
  sub <- function(t, u) all(t %in% u)
  tests <- lapply(seq_along(terms), function(k) { rest <- Filter(function(u) !sub(terms[[k]], u), terms); s <- 2 * (ll(c(rest, terms[k])) - ll(rest)); s })
  nominal <- lapply(terms, function(t) { r <- tryCatch(suppressWarnings(clm(f(terms), nominal = as.formula(paste("~", paste(if (length(t) == 1) t else c(t, paste(t, collapse = ":")), collapse = "+"))), data = d, weights = w, control = tight)), error = function(e) NULL)
    if (is.null(r) || max(abs(r$gradient)) > 1e-9 || max(abs(coef(r)), na.rm = TRUE) > 12 || length(t) > 1 || length(unlist(terms)) != length(unique(unlist(terms)))) NULL else list(term = t, statistic = 2 * (as.numeric(logLik(r)) - as.numeric(logLik(fit))), df = r$edf - fit$edf) })
  w <- d$w; eff <- list(names = character(), functions = list())
  for (v in sort(unique(unlist(terms)))) for (k in 1:K) {
    if (is.numeric(d[[v]])) local({ e <- v; kk <- k; eff$names <<- c(eff$names, paste0(v, ":", letters[k])); eff$functions <<- c(eff$functions, function(b) sum(w * drop(jac(function(s) { dd <- d; dd[[e]] <- dd[[e]] + s; prob(b, mm(dd))[, kk] }, 0))) / sum(w)) })
    }
  for (v in sort(unique(unlist(terms)))) if (is.factor(d[[v]])) for (l in levels(d[[v]])[-1]) for (k in 1:K) local({ e <- v; kk <- k; ll <- l
    eff$names <<- c(eff$names, paste0(e, ll, ":", letters[kk])); eff$functions <<- c(eff$functions, function(b) { one <- d; one[[e]] <- factor(ll, levels(d[[e]])); zero <- d; zero[[e]] <- factor(levels(d[[e]])[1], levels(d[[e]])); sum(w * (prob(b, mm(one)) - prob(b, mm(zero)))[, kk]) / sum(w) }) })
  J <- if (i <= 30) do.call(rbind, lapply(eff$functions, jac, b)) else NULL
  column <- 1; top <- as.numeric(logLik(fit)); bounds <- NULL
  if (length(terms) == 1 || identical(terms, list("x", "z"))) {
    rest <- X[, -1, drop = FALSE]; fall <- function(v) { d$o <- v * X[, 1]; g <- if (ncol(rest)) y ~ rest + offset(o) else y ~ 1 + offset(o); e <- environment(); environment(g) <- e; 2 * (top - as.numeric(logLik(suppressWarnings(clm(g, data = d, weights = w, control = tight))))) - qchisq(0.95, 1) }
    s <- sqrt(V[1, 1]); bounds <- tryCatch(sapply(c(-1, 1), function(k) uniroot(fall, sort(b[[1]] + k * s * c(0.5, 4)), tol = 1e-11)$root), error = function(e) NULL)
  }
  polr <- tryCatch(suppressWarnings(MASS::polr(f(terms), d, weights = w, Hess = FALSE, control = list(reltol = 1e-15, maxit = 1000))), error = function(e) NULL)
  cases[[length(cases) + 1]] <- list(name = paste("ordinal", i), variables = list(x = d$x, z = d$z, g = as.character(d$g), h = as.character(d$h)), terms = terms, response = as.character(d$y), weights = d$w, cluster = d$cluster,
    names = names(b), coefficients = unname(b), vcov = lower(V), logLik = top, polrLogLik = if (is.null(polr)) NULL else as.numeric(logLik(polr)), polr = if (is.null(polr)) NULL else unname(c(coef(polr), polr$zeta)), hc0 = diag(hc0), cr = list(diag(cr0), diag(cr0) * G / (G - 1)),
    termStatistics = unlist(tests), nominal = lapply(Filter(Negate(is.null), nominal), function(x) x), profile = bounds,
    effects = if (is.null(J)) NULL else list(names = eff$names, estimate = sapply(eff$functions, function(g) g(b)), se = sqrt(rowSums((J %*% V) * J))))
  break
}
write(toJSON(c(versions, list(note = "clm with gradTol 1e-12; robust errors and effects by differences of the prediction", cases = cases)), digits = 15, auto_unbox = FALSE, na = "null", null = "null"), "ordinal.json")
