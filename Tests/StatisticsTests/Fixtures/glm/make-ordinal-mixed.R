# Proportional odds with a random intercept: starts from ordinal::clmm, then Newton's method on a likelihood whose integrals are fine
# trapezoidal sums (exact to rounding for these integrands). Run in this folder.
suppressPackageStartupMessages({ library(ordinal); library(jsonlite) })
set.seed(31)
nodes <- seq(-8, 8, by = 0.1); weights <- dnorm(nodes) * 0.1
likelihood <- function(v, X, y, g, K) {
  p <- ncol(X); cuts <- c(-Inf, v[p + seq_len(K - 1)], Inf); e <- drop(X %*% v[seq_len(p)]); s <- v[length(v)]
  L <- matrix(0, length(y), length(nodes)); a <- cuts[y + 1] - e; b <- cuts[y] - e
  for (k in seq_along(nodes)) { u <- s * nodes[k]; L[, k] <- log(ifelse(a + b > 2 * u, plogis(u - b) - plogis(u - a), plogis(a - u) - plogis(b - u))) }
  S <- rowsum(L, g); top <- apply(S, 1, max); sum(top + log(drop(exp(S - top) %*% weights)))
}
slopes <- function(f, b, h = 2e-3) sapply(seq_along(b), function(j) { e <- function(k) { v <- b; v[j] <- v[j] + k * h; f(v) }; (45 * (e(1) - e(-1)) - 9 * (e(2) - e(-2)) + (e(3) - e(-3))) / (60 * h) })
cases <- list()
for (i in 1:8) repeat {
  G <- sample(8:15, 1); n <- G * sample(4:9, 1); K <- sample(3:4, 1); d <- data.frame(x = round(rnorm(n), 1), h = factor(sample(c("no", "yes"), n, TRUE)), g = sample(1:G, n, TRUE))
  terms <- list(list("x"), list("x", "h"))[[i %% 2 + 1]]; u <- rnorm(G, 0, sample(c(0.7, 1.5), 1)); l <- 0.8 * d$x - 0.5 * (d$h == "yes") + u[d$g] + rlogis(n)
  d$y <- factor(letters[cut(l, c(-Inf, quantile(l, seq_len(K - 1) / K), Inf), labels = FALSE)], ordered = TRUE); d$group <- factor(sprintf("s%02d", d$g))
  fit <- tryCatch(suppressWarnings(clmm(as.formula(paste("y ~", paste(terms, collapse = "+"), "+ (1 | group)")), d, nAGQ = 15)), error = function(e) NULL)
  if (is.null(fit) || fit$ST$group[1] < 0.2) next
  X <- model.matrix(as.formula(paste("~", paste(terms, collapse = "+"))), d)[, -1, drop = FALSE]; y <- as.integer(d$y); p <- ncol(X)
  f <- function(v) likelihood(v, X, y, d$g, K); b <- unname(c(coef(fit)[K - 1 + seq_len(p)], coef(fit)[seq_len(K - 1)], fit$ST$group[1]))
  curve <- function() t(sapply(seq_along(b), function(j) { h <- 2e-3; e <- function(k) { v <- b; v[j] <- v[j] + k * h; slopes(f, v) }; (8 * (e(1) - e(-1)) - (e(2) - e(-2))) / (12 * h) }))
  full <- curve(); for (k in 1:8) b <- b - solve(full, slopes(f, b))
  full <- curve()
  V <- solve(-full); o <- length(b)
  cases[[length(cases) + 1]] <- list(name = paste("mixed", i), variables = list(x = d$x, h = as.character(d$h)), terms = terms, response = as.character(d$y), group = as.character(d$group), coefficients = b[-o], se = sqrt(diag(V))[-o],
    variance = b[o]^2, seVariance = 2 * b[o] * sqrt(V[o, o]), logLik = f(b), clmm = as.numeric(logLik(fit)))
  break
}
write(toJSON(list(R = R.version.string, ordinal = as.character(packageVersion("ordinal")), note = "Newton by sixth-order differences on trapezoidal integrals", cases = cases), digits = 15, na = "null"), "ordinal-mixed.json")
