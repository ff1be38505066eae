# Reference values for psychometrics: Rscript factors.R (in this folder). The data are simulated here.
suppressMessages({ library(jsonlite); library(psych); library(GPArotation) })
set.seed(20250302)
options(warn = -1)
cases <- list()
add <- function(method, input, expected) cases[[length(cases) + 1]] <<- list(method = unbox(method), input = input, expected = expected)
items <- function(n, k, m) {
  L <- matrix(runif(k * m, -0.1, 0.15), k); for (i in 1:k) L[i, (i - 1) %% m + 1] <- runif(1, 0.45, 0.85)
  f <- matrix(rnorm(n * m), n) %*% chol(0.35 + 0.65 * diag(m))
  round(f %*% t(L) + matrix(rnorm(n * k), n) %*% diag(sqrt(pmax(0.2, 1 - rowSums(L^2)))), 2)
}
# All splits by a plain loop, with the larger half second.
splits <- function(C) {
  k <- ncol(C); h <- combn(k, k %/% 2); if (k %% 2 == 0) h <- h[, h[1, ] == 1, drop = FALSE]
  v <- apply(h, 2, function(a) 4 * sum(C[a, -a]) / sum(C)); c(max(v), mean(v), min(v), length(v))
}
for (i in 1:30) {
  k <- sample(4:10, 1); n <- sample(60:300, 1); x <- items(n, k, sample(1:3, 1)); C <- round(cov(x), 4); R <- cov2cor(C)
  kmo <- KMO(R); bartlett <- cortest.bartlett(R, n = n); s <- splits(C)
  if (k %% 2 == 0) { dimnames(C) <- list(paste0("i", 1:k), paste0("i", 1:k)); p <- splitHalf(C, covar = TRUE, check.keys = FALSE, key = rep(1, k), brute = TRUE); stopifnot(all.equal(s[1:3], c(p$maxrb, p$meanr, p$minrb), tolerance = 1e-12, check.attributes = FALSE)) }
  add("items", list(count = unbox(n), covariances = unname(C)), list(
    adequacy = c(kmo$MSA, kmo$MSAi), sphericity = c(bartlett$chisq, bartlett$df, bartlett$p.value), splits = s,
    lambda6 = 1 - sum(diag(C) * (1 - smc(R))) / sum(C)))
}
for (i in 1:36) {
  m <- sample(2:4, 1); k <- 3 * m + sample(0:3, 1); L <- matrix(round(runif(k * m, -0.1, 0.15), 3), k)
  for (j in 1:k) L[j, (j - 1) %% m + 1] <- round(runif(1, 0.5, 0.9), 3)
  L <- round(L %*% qr.Q(qr(matrix(rnorm(m * m), m))), 3)
  v <- varimax(L, eps = 1e-15); p <- promax(varimax(L, eps = 1e-15)$loadings, m = 4)
  o <- oblimin(L, eps = 1e-8, maxit = 400); if (!o$convergence) next
  ui <- solve(p$rotmat)
  flat <- function(a) as.vector(unclass(a))
  add("rotation", list(loadings = L), list(varimax = flat(v$loadings), promax = flat(p$loadings), promaxCorrelations = flat(ui %*% t(ui)),
    oblimin = flat(o$loadings), obliminCorrelations = flat(o$Phi)))
}
for (i in 1:15) {
  k <- sample(9:12, 1); n <- sample(300:800, 1); R <- round(cor(items(n, k, 3)), 4); diag(R) <- 1
  fa <- fa(R, 3, n.obs = n, fm = "minres", rotate = "none"); ml <- fa(R, 3, n.obs = n, fm = "ml", rotate = "none")
  om <- omega(R, 3, n.obs = n, fm = "minres", flip = FALSE, plot = FALSE)
  if (min(fa$uniquenesses, ml$uniquenesses) < 0.03) next
  residual <- function(f) { d <- (R - f$loadings %*% t(f$loadings)); sum(d[lower.tri(d)]^2) }
  exact <- factanal(covmat = R, factors = 3, n.obs = n, rotation = "none", control = list(nstart = 4, opt = list(factr = 10, maxit = 5000)))
  add("psych", list(count = unbox(n), covariances = R), list(residual = residual(fa), discrepancy = as.numeric(exact$criteria["objective"]),
    chiSquared = c(exact$STATISTIC, exact$dof, exact$PVAL), omega = c(om$omega.tot, om$omega_h), uniquenesses = as.numeric(fa$uniquenesses)))
}
document <- list(madeBy = unbox("factors.R"), R = unbox(R.version.string), psych = unbox(as.character(packageVersion("psych"))),
  GPArotation = unbox(as.character(packageVersion("GPArotation"))), jsonlite = unbox(as.character(packageVersion("jsonlite"))), cases = cases)
writeLines(toJSON(document, digits = I(17), na = "null", matrix = "rowmajor"), "factors.json")
cat(length(cases), "cases\n")
