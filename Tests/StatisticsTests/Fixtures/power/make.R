# Reference values for power: Rscript make.R (in this folder). Base R alone.
# R's pt with a shift is good to about 1e-12 absolute, its pf to 1e-9.
suppressMessages(library(jsonlite))
set.seed(20250318)
write <- function(file, tolerance, cases) {
  writeLines(toJSON(list(madeBy = unbox("make.R"), R = unbox(R.version.string), tolerance = unbox(tolerance), cases = cases),
    digits = I(17), na = "null", null = "null"), file)
  cat(file, length(cases), "cases\n")
}
cases <- list()
add <- function(kind, count, effect, power, significance = 0.05, sides = 2, ...)
  cases[[length(cases) + 1]] <<- lapply(list(kind = kind, count = count, effect = effect, power = power, significance = significance, sides = sides, ...), unbox)
side <- function(s) c("one.sided", "two.sided")[s]
levels <- c(0.05, 0.01, 0.1)
for (i in 1:60) {
  n <- sample(c(3, 5, 12, 20.5, 40, 120, 700), 1); d <- round(runif(1, 0, 1.4), 3); a <- levels[i %% 3 + 1]; s <- i %% 2 + 1
  type <- c("one.sample", "two.sample", "paired")[i %% 3 + 1]
  add(type, n, d, power.t.test(n, d, 1, a, type = type, alternative = side(s), strict = TRUE)$power, a, s)
  # Unequal groups by the same distribution.
  r <- c(0.5, 2, 3)[i %% 3 + 1]; n <- sample(c(8, 20, 60), 1); v <- n * (1 + r) - 2; l <- d * sqrt(n * r / (1 + r)); q <- qt(a / s, v, lower.tail = FALSE)
  add("unequal", n, d, pt(q, v, l, lower.tail = FALSE) + if (s == 2) pt(-q, v, l) else 0, a, s, ratio = r)
}
for (i in 1:40) {
  k <- sample(2:6, 1); n <- sample(c(3, 8, 20, 45), 1); f <- round(runif(1, 0.02, 0.7), 3); a <- levels[i %% 3 + 1]
  add("anova", n, f, power.anova.test(k, n, between.var = f^2 * k / (k - 1), within.var = 1, sig.level = a)$power, a, groups = k)
}
for (i in 1:40) {
  p <- round(runif(1, 0.05, 0.6), 2); e <- round(runif(1, 0, 0.35), 3); n <- sample(c(10, 50, 200, 900), 1); a <- levels[i %% 3 + 1]; s <- i %% 2 + 1
  add("proportions", n, e, power.prop.test(n, p, p + e, a, alternative = side(s), strict = TRUE)$power, a, s, proportion = p)
  r <- c(0.5, 2, 1)[i %% 3 + 1]; z <- qnorm(a / s, lower.tail = FALSE)
  h <- (2 * asin(sqrt(p + e)) - 2 * asin(sqrt(p))) * sqrt(n * r / (1 + r))
  add("arcsine", n, e, pnorm(h - z) + if (s == 2) pnorm(-h - z) else 0, a, s, proportion = p, ratio = r)
  b <- (p + r * (p + e)) / (1 + r); s0 <- sqrt(b * (1 - b) * (1 / n + 1 / (n * r))); s1 <- sqrt(p * (1 - p) / n + (p + e) * (1 - p - e) / (n * r))
  add("unequalProportions", n, e, pnorm((e - z * s0) / s1) + if (s == 2) pnorm((-e - z * s0) / s1) else 0, a, s, proportion = p, ratio = r)
}
for (i in 1:20) {
  r <- round(runif(1, 0.02, 0.8), 3); n <- sample(c(8, 25, 50, 150), 1); a <- levels[i %% 3 + 1]; s <- i %% 2 + 1
  q <- qt(a / s, n - 2, lower.tail = FALSE); zc <- atanh(sqrt(q^2 / (q^2 + n - 2))); zr <- atanh(r) + r / (2 * (n - 1))
  add("correlation", n, r, pnorm((zr - zc) * sqrt(n - 3)) + if (s == 2) pnorm((-zr - zc) * sqrt(n - 3)) else 0, a, s)
}
for (i in 1:40) {
  m <- sample(c(5, 20, 60), 1); k <- sample(c(3, 6, 12, 25), 1); rho <- round(runif(1, 0, 0.2), 3); cv <- c(0, 0.4, 0.8)[i %% 3 + 1]; a <- levels[i %% 3 + 1]; s <- i %% 2 + 1
  deff <- 1 + ((1 + cv^2) * m - 1) * rho; v <- 2 * (k - 1); q <- qt(a / s, v, lower.tail = FALSE)
  d <- round(runif(1, 0, 0.8), 3); l <- d / sqrt(2 * deff / (k * m))
  add("clusterMeans", k, d, pt(q, v, l, lower.tail = FALSE) + if (s == 2) pt(-q, v, l) else 0, a, s, size = m, cv = cv, icc = rho)
  p <- round(runif(1, 0.05, 0.6), 2); e <- round(runif(1, 0, 0.3), 3); l <- e / sqrt((p * (1 - p) + (p + e) * (1 - p - e)) * deff / (k * m))
  add("clusterProportions", k, e, pt(q, v, l, lower.tail = FALSE) + if (s == 2) pt(-q, v, l) else 0, a, s, size = m, cv = cv, icc = rho, proportion = p)
}
write("formulas.json", 1e-9, cases)

# Stepped wedges: the variance of the treatment from generalised least squares of the cells.
wedge <- lapply(1:30, function(i) {
  steps <- sample(2:5, 1); each <- sample(1:3, 1); m <- sample(c(1, 5, 20, 100), 1); rho <- c(0, 0.01, 0.05, 0.2, 0.6)[i %% 5 + 1]
  x <- do.call(rbind, rep(lapply(1:steps, function(s) as.numeric(0:steps >= s)), each = each))
  if (i %% 4 == 0) x <- matrix(rbinom(6 * 4, 1, 0.5), 6)
  I <- nrow(x); T <- ncol(x)
  design <- cbind(as.vector(t(x)), do.call(rbind, rep(list(diag(T)), I)))
  if (qr(design)$rank < T + 1) return(NULL)
  v <- kronecker(diag(I), diag((1 - rho) / m, T) + rho)
  variance <- solve(t(design) %*% solve(v, design))[1, 1]
  d <- round(runif(1, 0.05, 0.8), 3); a <- levels[i %% 3 + 1]; s <- i %% 2 + 1; z <- qnorm(a / s, lower.tail = FALSE)
  list(treated = x == 1, count = unbox(m), icc = unbox(rho), effect = unbox(d), significance = unbox(a), sides = unbox(s), variance = unbox(variance),
    power = unbox(pnorm(d / sqrt(variance) - z) + if (s == 2) pnorm(-d / sqrt(variance) - z) else 0))
})
write("stepped-wedge.json", 1e-9, Filter(Negate(is.null), wedge))
