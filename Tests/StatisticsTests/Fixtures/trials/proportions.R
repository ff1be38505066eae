# Reference values for two groups' shares: Rscript proportions.R (in this folder). Base R; all counts are invented here. Shares under a null value
# are found as roots of the likelihood's slope, ends of intervals as roots of the statistic; power by Farrington and Manning's published
# trigonometric solution and by a sum over all tables.
suppressMessages(library(jsonlite))
set.seed(20250611)
root <- function(f, low, high) uniroot(f, c(low, high), tol = 1e-15, maxiter = 5000)$root
part <- function(k, p) if (k > 0) k / p else 0
restricted <- function(effect, v, x, m, y, n) {
  first <- switch(effect, difference = function(q) q + v, riskRatio = function(q) q * v, oddsRatio = function(q) v * q / (1 - q + v * q))
  if (effect == "oddsRatio") {
    # The expected number of successes is the actual one.
    if (x + y == 0) return(c(0, 0)); if (x + y == m + n) return(c(1, 1))
    q <- root(function(q) m * first(q) + n * q - x - y, 0, 1)
    return(c(first(q), q))
  }
  low <- if (effect == "difference") max(0, -v) else 0
  high <- if (effect == "difference") min(1, 1 - v) else min(1, 1 / v)
  by <- if (effect == "difference") 1 else v
  slope <- function(q) part(x, first(q)) * by - part(m - x, 1 - first(q)) * by + part(y, q) - part(n - y, 1 - q)
  eps <- 1e-13 * (high - low)
  if (slope(low + eps) <= 0) return(c(first(low), low)); if (slope(high - eps) >= 0) return(c(first(high), high))
  q <- root(slope, low + eps, high - eps)
  c(first(q), q)
}
statistic <- function(effect, v, x, m, y, n, unbiased) {
  s <- restricted(effect, v, x, m, y, n); p <- s[1]; q <- s[2]
  z <- switch(effect, difference = (x / m - y / n - v) / sqrt(p * (1 - p) / m + q * (1 - q) / n),
    riskRatio = (x / m - v * y / n) / sqrt(p * (1 - p) / m + v^2 * q * (1 - q) / n),
    oddsRatio = (x - m * p) * sqrt(1 / (m * p * (1 - p)) + 1 / (n * q * (1 - q))))
  if (unbiased) z * sqrt((m + n - 1) / (m + n)) else z
}
ends <- function(effect, x, m, y, n, unbiased, level) {
  z <- qnorm(level / 2, lower.tail = FALSE)
  if (effect == "difference") {
    d <- x / m - y / n; f <- function(target) function(v) statistic(effect, v, x, m, y, n, unbiased) - target
    return(c(root(f(z), -1 + 1e-12, d), root(f(-z), d, 1 - 1e-12)))
  }
  f <- function(target) function(u) statistic(effect, exp(u), x, m, y, n, unbiased) - target
  exp(c(root(f(z), -12, 12), root(f(-z), -12, 12)))
}
wilson <- function(x, n, z) { p <- x / n; (p + z^2 / (2 * n) + c(-1, 1) * z * sqrt(p * (1 - p) / n + z^2 / (4 * n^2))) / (1 + z^2 / n) }
effects <- c("difference", "riskRatio", "oddsRatio")
cases <- lapply(1:180, function(i) {
  effect <- effects[i %% 3 + 1]; unbiased <- i %% 2 == 0
  repeat {
    m <- sample(5:120, 1); n <- sample(5:120, 1); x <- rbinom(1, m, runif(1, 0.03, 0.97)); y <- rbinom(1, n, runif(1, 0.03, 0.97))
    if (x > 0 && y > 0 && x < m && y < n) break
  }
  level <- c(0.05, 0.1, 0.01)[i %% 4 %% 3 + 1]
  null <- if (effect == "difference") round(runif(1, -0.6, 0.6), 3) else round(exp(runif(1, -1.5, 1.5)), 3)
  z <- statistic(effect, null, x, m, y, n, unbiased); e <- ends(effect, x, m, y, n, unbiased, level)
  s <- restricted(effect, null, x, m, y, n)
  zc <- qnorm(level / 2, lower.tail = FALSE); p <- x / m; q <- y / n; d <- p - q; a <- wilson(x, m, zc); b <- wilson(y, n, zc)
  se <- sqrt(p * (1 - p) / m + q * (1 - q) / n)
  list(effect = unbox(effect), unbiased = unbox(unbiased), counts = c(x, m, y, n), level = unbox(level), null = unbox(null), statistic = unbox(z),
    shares = s, above = unbox(pnorm(z, lower.tail = FALSE)), below = unbox(pnorm(z)), ends = e,
    newcombe = c(d - sqrt((p - a[1])^2 + (b[2] - q)^2), d + sqrt((a[2] - p)^2 + (q - b[1])^2)),
    wald = c(max(-1, d - zc * se), min(1, d + zc * se)))
})
write <- function(file, tolerance, cases) {
  writeLines(toJSON(list(madeBy = unbox("proportions.R"), R = unbox(R.version.string), tolerance = unbox(tolerance), cases = cases), digits = I(17)), file)
  cat(file, length(cases), "cases\n")
}
write("proportions.json", 1e-9, cases)

# Farrington and Manning (1990): the cubic's solution, first share less second = s0, theta = n2/n1.
cubic <- function(p1, p2, s0, theta) {
  a <- 1 + theta; b <- -(1 + theta + p1 + theta * p2 + s0 * (theta + 2)); c <- s0^2 + s0 * (2 * p1 + theta + 1) + p1 + theta * p2; d <- -p1 * s0 * (1 + s0)
  v <- b^3 / (3 * a)^3 - b * c / (6 * a^2) + d / (2 * a); u <- (if (v == 0) 1 else sign(v)) * sqrt(max(0, b^2 / (3 * a)^2 - c / (3 * a)))
  if (u == 0) return(c(-b / (3 * a), -b / (3 * a) - s0))
  w <- (pi + acos(max(-1, min(1, v / u^3)))) / 3
  p <- 2 * u * cos(w) - b / (3 * a)
  c(p, p - s0)
}
power <- lapply(1:60, function(i) {
  p1 <- round(runif(1, 0.05, 0.95), 2); p2 <- round(min(0.97, max(0.03, p1 + runif(1, -0.05, 0.05))), 3); margin <- round(runif(1, 0.06, 0.3), 3)
  theta <- c(1, 0.5, 2)[i %% 3 + 1]; alpha <- c(0.025, 0.05)[i %% 2 + 1]; n1 <- sample(20:600, 1); z <- qnorm(1 - alpha)
  v1 <- p1 * (1 - p1) + p2 * (1 - p2) / theta
  v0 <- function(s0) { p <- cubic(p1, p2, s0, theta); p[1] * (1 - p[1]) + p[2] * (1 - p[2]) / theta }
  above <- pnorm((sqrt(n1) * (p1 - p2 + margin) - z * sqrt(v0(-margin))) / sqrt(v1))
  below <- pnorm((sqrt(n1) * (margin - p1 + p2) - z * sqrt(v0(margin))) / sqrt(v1))
  # Every table of small samples.
  m <- sample(8:16, 1); n <- sample(8:16, 1); exact <- c(0, 0)
  score <- function(x, y, s0) {
    p <- cubic(x / m, y / n, s0, n / m); p <- pmin(1, pmax(0, p)); top <- x / m - y / n - s0
    v <- p[1] * (1 - p[1]) / m + p[2] * (1 - p[2]) / n; if (v < 1e-18) 0 else top / sqrt(v)
  }
  closest <- 1
  for (x in 0:m) for (y in 0:n) {
    low <- score(x, y, -margin); high <- score(x, y, margin); w <- dbinom(x, m, p1) * dbinom(y, n, p2)
    closest <- min(closest, abs(low - z), abs(high + z))
    if (low >= z) exact <- exact + w * c(1, high <= -z)
  }
  stopifnot(closest > 1e-9)
  list(shares = c(p1, p2), margin = unbox(margin), ratio = unbox(theta), alpha = unbox(alpha), count = unbox(n1), nonInferiority = unbox(above),
    equivalence = unbox(max(0, above + below - 1)), trials = c(m, n), exact = exact)
})
write("proportion-power.json", 1e-9, power)
