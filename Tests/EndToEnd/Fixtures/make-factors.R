# A small invented data file of items and what R says about it: Rscript make-factors.R (in this folder).
# Writes factors.csv and factors.json. Needs psych, GPArotation, mvtnorm and jsonlite.
# psych's own searches stop at changes of 1e-4 or so, so minres, oblimin and polychoric correlations are taken to the end here, and psych
# is held beside them. The key "loose" has what R's searches or random numbers leave open; its tolerances stand in the test.
suppressMessages({library(psych); library(GPArotation); library(mvtnorm); library(jsonlite)})
set.seed(20260802)
options(warn = -1)

n <- 260
f1 <- rnorm(n); f2 <- 0.5 * f1 + sqrt(0.75) * rnorm(n)
steps <- function(x, cuts) findInterval(x, cuts) + 1
latent <- cbind(
  0.8 * f1, 0.7 * f1, 0.75 * f1, -0.65 * f1, 0.8 * f2, 0.7 * f2, 0.6 * f2, 0.75 * f2, 0)
cuts <- list(c(-1.2, -0.3, 0.5, 1.3), c(-0.8, 0.2, 0.9, 1.6), c(-1.5, -0.6, 0.1, 1), c(-1, 0, 1), c(-1.1, -0.2, 0.6, 1.4),
             c(-0.9, 0, 0.8, 1.5), c(-1.3, -0.5, 0.4, 1.2), c(-0.5, 0.5), c(-1, -0.2, 0.3, 1.1))
data <- as.data.frame(sapply(1:9, function(i) steps(latent[, i] + rnorm(n, 0, sqrt(1 - max(0.05, var(latent[, i])))), cuts[[i]])))
names(data) <- paste0("q", 1:9)
data$q3[c(5, 81)] <- NA; data$q8[140] <- NA
data$team <- sample(c("North", "South"), n, TRUE)
write.csv(data, "factors.csv", row.names = FALSE, na = "", quote = FALSE)
x <- na.omit(read.csv("factors.csv")[paste0("q", 1:9)])
turned <- x; turned$q4 <- sum(range(x$q4)) - x$q4

minres <- function(R, m) {
  k <- nrow(R)
  value <- function(p) { e <- eigen(R - diag(p), TRUE, TRUE)$values; sum(e[-(1:m)]^2) / 2 }
  slope <- function(p) { e <- eigen(R - diag(p), TRUE); -rowSums(sweep(e$vectors[, -(1:m)]^2, 2, e$values[-(1:m)], "*")) }
  p <- optim(rep(0.5, k), value, slope, method = "L-BFGS-B", lower = 0.005, upper = 1, control = list(factr = 1, maxit = 5000))$par
  p <- nlminb(p, value, slope, lower = 0.005, upper = 1, control = list(rel.tol = 1e-15, x.tol = 1e-15, abs.tol = 0))$par
  e <- eigen(R - diag(p), TRUE)
  list(loadings = e$vectors[, 1:m, drop = FALSE] %*% diag(sqrt(e$values[1:m]), m), uniquenesses = p)
}
ordered <- function(L, Phi) {
  o <- order(-colSums(L^2)); s <- sign(colSums(L[, o, drop = FALSE])); d <- diag(s, length(s))
  list(loadings = L[, o, drop = FALSE] %*% d, correlations = d %*% Phi[o, o, drop = FALSE] %*% d)
}
turn <- function(L, how) {
  if (ncol(L) == 1 || how == "none") return(ordered(L, diag(ncol(L))))
  if (how == "varimax") return(ordered(unclass(varimax(L, eps = 1e-15)$loadings), diag(ncol(L))))
  r <- oblimin(L, eps = 1e-9, maxit = 3000); ordered(unclass(r$loadings), r$Phi)
}
fit <- function(R, L, Phi, p, n, m) {
  k <- nrow(R); S <- L %*% Phi %*% t(L); r <- (R - S)[lower.tri(R)]; S <- S + diag(p)
  d <- log(det(S)) - log(det(R)) + sum(diag(R %*% solve(S))) - k; df <- ((k - m)^2 - k - m) / 2
  x <- (n - 1 - (2 * k + 5) / 6 - 2 * m / 3) * d
  list(discrepancy = d, statistic = x, degreesOfFreedom = df, p = pchisq(x, df, lower.tail = FALSE), rootMeanSquareResidual = sqrt(mean(r^2)))
}
solution <- function(R, n, m, how, p = NULL, L = NULL) {
  if (is.null(p)) { s <- minres(R, m); L <- s$loadings; p <- s$uniquenesses }
  r <- turn(L, how); explained <- diag(r$correlations %*% t(r$loadings) %*% r$loadings)
  list(items = lapply(seq_along(p), function(i) list(loadings = I(r$loadings[i, ]), uniqueness = p[i], communality = 1 - p[i])),
       factors = lapply(1:m, function(j) list(sumOfSquares = explained[j], share = explained[j] / length(p), correlations = I(r$correlations[j, ]))),
       fit = fit(R, r$loadings, r$correlations, p, n, m))
}
omegas <- function(R, m) {
  s <- minres(R, m); r <- turn(s$loadings, "oblimin"); V <- sum(R)
  g <- if (m == 2) rep(sqrt(r$correlations[1, 2]), 2) else minres(r$correlations, 1)$loadings[, 1]
  if (sum(g) < 0) g <- -g
  general <- r$loadings %*% g; group <- sweep(r$loadings, 2, sqrt(1 - g^2), "*")
  list(total = 1 - sum(s$uniquenesses) / V, hierarchical = sum(general)^2 / V,
       explainedCommonVariance = sum(general^2) / (sum(general^2) + sum(group^2)))
}
halves <- function(C) {
  k <- ncol(C); sets <- combn(k, k %/% 2, simplify = FALSE)
  if (k %% 2 == 0) sets <- Filter(function(s) 1 %in% s, sets)
  v <- sapply(sets, function(s) 4 * sum(C[s, -s]) / sum(C)); list(best = max(v), mean = mean(v), worst = min(v), splits = length(v))
}
bound <- function(C) {
  k <- ncol(C); t <- rep(log(min(eigen(C)$values) / 2), k)
  for (w in 10^-(0:9)) {
    barrier <- function(t) {
      e <- eigen(C - diag(exp(t)), TRUE, TRUE)$values; if (min(e) <= 0) return(1e10); -sum(exp(t)) - w * (sum(log(e)) + sum(t))
    }
    slope <- function(t) -exp(t) * (1 - w * diag(solve(C - diag(exp(t)))) + w / exp(t))
    for (again in 1:3) t <- optim(t, barrier, slope, method = "BFGS", control = list(reltol = 1e-16, maxit = 2000))$par
  }
  1 - sum(exp(t)) / sum(C)
}
scale <- function(x) {
  k <- ncol(x); n <- nrow(x); C <- cov(x); a <- psych::alpha(x, check.keys = FALSE); raw <- k / (k - 1) * (1 - sum(diag(C)) / sum(C))
  stopifnot(abs(a$total$raw_alpha - raw) < 1e-12)
  q <- qf(c(0.975, 0.025), n - 1, (n - 1) * (k - 1))
  list(alpha = list(estimate = raw, lower = 1 - (1 - raw) * q[1], upper = 1 - (1 - raw) * q[2]),
       items = lapply(1:k, function(i) list(
         name = names(x)[i], mean = mean(x[[i]]), sd = sd(x[[i]]), correlationWithRest = a$item.stats$r.drop[i],
         alphaWithout = a$alpha.drop$raw_alpha[i])),
       splitHalves = halves(C), guttmanLambda6 = 1 - sum(diag(C) * (1 - smc(cov2cor(C)))) / sum(C))
}
polychoricTo <- function(x) {
  pair <- function(a, b) {
    t <- table(a, b); ca <- qnorm(cumsum(rowSums(t)) / sum(t)); cb <- qnorm(cumsum(colSums(t)) / sum(t))
    ca <- c(-Inf, ca[-length(ca)], Inf); cb <- c(-Inf, cb[-length(cb)], Inf)
    corner <- function(a, b, r) {
      if (min(a, b) == -Inf) return(0)
      if (max(a, b) == Inf) return(pnorm(min(a, b)))
      pmvnorm(upper = c(a, b), corr = matrix(c(1, r, r, 1), 2), algorithm = TVPACK(1e-15))
    }
    minus <- function(r) {
      F <- outer(ca, cb, Vectorize(function(a, b) corner(a, b, r)))
      p <- diff(t(diff(F))); -sum(t(t)[t(t) > 0] * log(p[t(t) > 0]))
    }
    r <- optimize(minus, c(-0.95, 0.95), tol = 1e-10)$minimum
    # The last digits by the slope's root.
    h <- 1e-4; d <- function(r) (minus(r + h) - minus(r - h)) - (minus(r + 2 * h) - minus(r - 2 * h)) / 8
    uniroot(d, r + c(-1e-3, 1e-3), tol = 1e-13)$root
  }
  R <- diag(ncol(x)); for (i in 2:ncol(x)) for (j in 1:(i - 1)) R[i, j] <- R[j, i] <- pair(x[[i]], x[[j]])
  R
}
start <- function(R, n) {
  b <- cortest.bartlett(R, n); k <- KMO(R)
  list(adequacy = list(overall = k$MSA, items = I(unname(k$MSAi))),
       sphericity = list(statistic = b$chisq, degreesOfFreedom = b$df, p = b$p.value))
}

out <- list(); N <- nrow(x); R <- cor(turned); out$n <- N
out$start <- start(R, N)
out$eigenvalues <- eigen(R)$values
out$reliability <- scale(turned)
out$unturned <- scale(x)
out$minresOblimin <- solution(R, N, 2, "oblimin")
out$minresVarimax <- solution(R, N, 2, "varimax")
out$threeUnrotated <- solution(R, N, 3, "none")
m <- factanal(covmat = R, n.obs = N, factors = 2, rotation = "none", control = list(opt = list(factr = 1, maxit = 5000)))
out$mlOblimin <- solution(R, N, 2, "oblimin", unname(m$uniquenesses), unclass(m$loadings))
out$omega2 <- omegas(R, 2); out$omega3 <- omegas(R, 3)
chance <- replicate(400, eigen(cor(matrix(rnorm(N * 9), N)))$values)
out$loose <- list(chanceMeans = rowMeans(chance), chanceQuantiles = apply(chance, 1, quantile, 0.95), bound = bound(cov(turned)))
few <- na.omit(read.csv("factors.csv")[paste0("q", c(1:3, 5:7))]); N <- nrow(few)
P <- polychoricTo(few)
out$polychoric <- c(start(P, N), list(eigenvalues = eigen(P)$values, solution = solution(P, N, 2, "oblimin"), omega2 = omegas(P, 2)))
# psych's own, which stops earlier.
f <- fa(R, 2, n.obs = N, rotate = "oblimin", fm = "minres")
print(max(abs(sort(f$uniquenesses) - sort(sapply(out$minresOblimin$items, `[[`, "uniqueness")))))
print(max(abs(psych::polychoric(few, correct = 0)$rho - P)))

out$madeBy <- "make-factors.R"; out$R <- R.version.string; out$psych <- as.character(packageVersion("psych"))
plain <- function(v) if (is.list(v) && !inherits(v, "AsIs")) lapply(Filter(Negate(is.null), v), plain) else unname(v)
writeLines(toJSON(plain(out), digits = I(17), auto_unbox = TRUE, na = "null"), "factors.json")
