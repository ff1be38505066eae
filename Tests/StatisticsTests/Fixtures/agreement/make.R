# Reference values for agreement between raters: Rscript make.R (in this folder). The data are simulated here.
# Kappa and the intraclass correlations are psych's; the other coefficients are written out below from their definitions, pair by
# pair and with whole matrices, which is not how the library makes them.
suppressMessages({ library(jsonlite); library(psych) })
set.seed(20250114)
options(warn = -1)
cases <- list()
add <- function(method, input, expected) cases[[length(cases) + 1]] <<- list(method = unbox(method), input = input, expected = expected)

weights <- function(kind, v) {
  q <- length(v); d <- abs(outer(v, v, "-")); r <- max(v) - min(v)
  switch(kind, identity = diag(q), linear = 1 - d / r, quadratic = 1 - d^2 / r^2, radical = 1 - sqrt(d / r),
    ratio = { z <- (outer(v, v, "-") / outer(v, v, "+"))^2; 1 - z / z[1, q] },
    ordinal = { i <- abs(outer(1:q, 1:q, "-")); 1 - choose(i + 1, 2) / choose(q, 2) })
}
finish <- function(own, est, pa, pe) {
  n <- length(own); se <- sqrt(sum((own - est)^2) / (n * (n - 1))); t <- qt(0.975, n - 1)
  c(est, pa, pe, se, est - t * se, min(1, est + t * se), 2 * pt(-abs(est / se), n - 1))
}
coefficients <- function(x, v, w) {
  counts <- t(apply(x, 1, function(u) tabulate(match(u[!is.na(u)], v), length(v))))
  counts <- counts[rowSums(counts) > 0, , drop = FALSE]
  r <- rowSums(counts); n <- nrow(counts); q <- length(v); two <- r >= 2
  agree <- sapply(1:n, function(i) {
    given <- rep(1:q, counts[i, ]); if (length(given) < 2) return(0)
    total <- 0
    for (a in seq_along(given)) for (b in seq_along(given)) if (a != b) total <- total + w[given[a], given[b]]
    total / (length(given) * (length(given) - 1))
  })
  pa <- sum(agree) / sum(two); share <- colMeans(counts / r)
  one <- function(pe, per) {
    own <- n / sum(two) * (agree - pe * two) / (1 - pe); est <- (pa - pe) / (1 - pe)
    finish(own - 2 * (1 - est) * (per - pe) / (1 - pe), est, pa, pe)
  }
  s <- sum(w) / (q * (q - 1))
  list(percent = one(0, 0), brennanPrediger = one(sum(w) / q^2, sum(w) / q^2),
    fleiss = one(drop(share %*% w %*% share), drop((counts / r) %*% w %*% share)),
    gwet = one(s * sum(share * (1 - share)), drop((counts / r) %*% (s * (1 - share)))))
}
alpha <- function(x, level) {
  x <- x[rowSums(!is.na(x)) >= 2, , drop = FALSE]
  v <- sort(unique(as.vector(x[!is.na(x)]))); q <- length(v); o <- matrix(0, q, q)
  for (i in seq_len(nrow(x))) {
    g <- match(x[i, !is.na(x[i, ])], v)
    for (a in seq_along(g)) for (b in seq_along(g)) if (a != b) o[g[a], g[b]] <- o[g[a], g[b]] + 1 / (length(g) - 1)
  }
  m <- rowSums(o); N <- sum(m)
  d <- switch(level, nominal = 1 - diag(q), interval = outer(v, v, "-")^2,
    ratio = { z <- (outer(v, v, "-") / outer(v, v, "+"))^2; z[is.nan(z)] <- 0; z },
    ordinal = outer(1:q, 1:q, Vectorize(function(a, b) if (a == b) 0 else (sum(m[min(a, b):max(a, b)]) - (m[a] + m[b]) / 2)^2)))
  do <- sum(o * d) / N; de <- sum(outer(m, m) * d) / (N * (N - 1)); est <- 1 - do / de
  # The variance in Gwet's form, by agreement weights.
  w <- 1 - d / max(d); counts <- t(apply(x, 1, function(u) tabulate(match(u[!is.na(u)], v), q)))
  r <- rowSums(counts); mean <- mean(r); n <- nrow(counts); share <- colMeans(counts / mean); pe <- drop(share %*% w %*% share)
  raw <- rowSums(counts * (counts %*% w - 1)) / (mean * (r - 1)); pa <- mean(raw); prime <- (pa - pe) / (1 - pe)
  own <- (raw - pa * (r - mean) / mean - pe) / (1 - pe)
  per <- drop(counts %*% w %*% share) / mean - pe * (r - mean) / mean
  own <- own - 2 * (1 - prime) * (per - pe) / (1 - pe)
  se <- sqrt(sum((own - prime)^2) / (n * (n - 1))); t <- qt(0.975, n - 1)
  c(est, do, de, se, est - t * se, min(1, est + t * se), n, N)
}

kinds <- c("identity", "linear", "quadratic", "radical", "ratio", "ordinal")
levels <- c("nominal", "ordinal", "interval", "ratio")
for (i in 1:40) {
  n <- sample(4:40, 1); k <- sample(2:6, 1); q <- sample(2:7, 1)
  v <- if (i %% 4 == 0) sort(sample(1:60, q)) / 4 else 1:q
  truth <- sample(q, n, TRUE)
  x <- sapply(1:k, function(j) ifelse(runif(n) < runif(1, 0.3, 0.95), truth, sample(q, n, TRUE)))
  x[] <- v[x]
  if (i %% 2) x[runif(n * k) < 0.2] <- NA
  if (sum(rowSums(!is.na(x)) >= 2) < 3 || length(unique(na.omit(as.vector(x)))) < 2) next
  input <- list(raters = lapply(1:k, function(j) I(x[, j])), values = I(v))
  add("coefficients", c(input, list(weights = unbox(kinds[i %% 6 + 1]))), coefficients(x, v, weights(kinds[i %% 6 + 1], v)))
  add("alpha", c(input, list(level = unbox(levels[i %% 4 + 1]))), list(alpha = alpha(x, levels[i %% 4 + 1])))
  add("alpha", c(input, list(level = unbox(levels[(i + 2) %% 4 + 1]))), list(alpha = alpha(x, levels[(i + 2) %% 4 + 1])))
}
# The error of a weighted kappa by the delta method, with numerical slopes at two steps: psych's takes the weights of the rows' shares
# by rowSums(w * rs), which is not the mean weight of Fleiss, Cohen and Everitt, and is off by up to 10 %.
delta <- function(table, w) {
  p <- table / sum(table)
  kappa <- function(p) { p <- p / sum(p); e <- sum(w * outer(rowSums(p), colSums(p))); (sum(w * p) - e) / (1 - e) }
  slope <- function(h) sapply(seq_along(p), function(i) { d <- replace(0 * p, i, h); (kappa(p + d) - kappa(p - d)) / (2 * h) })
  g <- (4 * slope(5e-4) - slope(1e-3)) / 3
  sqrt((sum(p * g^2) - sum(p * g)^2) / sum(table))
}
for (i in 1:30) {
  q <- sample(2:6, 1); n <- sample(12:200, 1); truth <- sample(q, n, TRUE)
  one <- ifelse(runif(n) < 0.7, truth, sample(q, n, TRUE)); two <- ifelse(runif(n) < 0.6, truth, sample(q, n, TRUE))
  table <- table(factor(one, 1:q), factor(two, 1:q)); table <- matrix(as.integer(table), q)
  linear <- weights("linear", 1:q)
  quadratic <- cohen.kappa(table); absolute <- cohen.kappa(table, w = linear)
  add("kappa", list(table = table), list(
    identity = c(quadratic$kappa, sqrt(quadratic$var.kappa)), quadratic = c(quadratic$weighted.kappa, delta(table, weights("quadratic", 1:q))),
    linear = c(absolute$weighted.kappa, delta(table, linear))))
}
for (i in 1:40) {
  n <- sample(4:30, 1); k <- sample(2:6, 1)
  x <- round(outer(rnorm(n, 0, runif(1, 0.3, 3)), rnorm(k, 0, runif(1, 0, 2)), "+") + rnorm(n * k) + 5, 2)
  # The mean squares by psych's aov; lmer would make them by likelihood.
  a <- ICC(x, lmer = FALSE); r <- a$results
  add("icc", list(cases = x), list(estimates = r$ICC, f = r$F[c(1, 3)], p = r$p[c(1, 3)], lower = r$`lower bound`, upper = r$`upper bound`))
}
# Units marked on a continuum, from the definition section by section.
unitising <- function(sections, raters, L) {
  gaps <- function(s) { s <- s[order(s$start), ]; at <- 0; g <- NULL
    for (i in seq_len(nrow(s))) { if (s$start[i] > at) g <- rbind(g, c(at, s$start[i])); at <- s$start[i] + s$length[i] }
    if (at < L) g <- rbind(g, c(at, L)); g }
  own <- lapply(0:(raters - 1), function(r) sections[sections$rater == r, ]); gap <- lapply(own, gaps); d <- 0
  for (a in 1:raters) for (b in 1:raters) if (a != b) for (i in seq_len(nrow(own[[a]]))) {
    s <- own[[a]]$start[i]; e <- s + own[[a]]$length[i]
    for (j in seq_len(nrow(own[[b]]))) { t <- own[[b]]$start[j]; u <- t + own[[b]]$length[j]
      if (s < u && t < e) d <- d + ((s - t)^2 + (e - u)^2) / 2 }
    if (!is.null(gap[[b]])) for (j in seq_len(nrow(gap[[b]]))) if (gap[[b]][j, 1] <= s && e <= gap[[b]][j, 2]) d <- d + (e - s)^2
  }
  l <- sections$length; g <- unlist(lapply(gap, function(g) if (is.null(g)) NULL else g[, 2] - g[, 1])); N <- length(l)
  e <- sum(sapply(l, function(l) (N - 1) / 3 * (2 * l^3 - 3 * l^2 + l) + l^2 * sum(pmax(0, (g - l + 1)[g >= l]))))
  c(2 * d / (raters * (raters - 1) * L^2), 2 / L * e / (raters * L * (raters * L - 1) - sum(l * (l - 1))))
}
for (i in 1:25) {
  m <- sample(2:4, 1); L <- sample(20:300, 1); s <- NULL
  for (r in 0:(m - 1)) { cuts <- sort(sample(0:L, 2 * sample(1:4, 1))); at <- matrix(cuts, nrow = 2)
    s <- rbind(s, data.frame(rater = r, start = at[1, ], length = at[2, ] - at[1, ])) }
  add("unitising", list(sections = as.matrix(s), raters = unbox(m), length = unbox(L)), list(disagreement = unitising(s, m, L)))
}
document <- list(madeBy = unbox("make.R"), R = unbox(R.version.string), psych = unbox(as.character(packageVersion("psych"))),
  jsonlite = unbox(as.character(packageVersion("jsonlite"))), tolerance = unbox(1e-10), cases = cases)
writeLines(toJSON(document, digits = I(17), na = "null", matrix = "rowmajor"), "agreement.json")
cat(length(cases), "cases\n")
