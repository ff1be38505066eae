# Brant's test and the score test of proportional odds, from their formulas with glm and ordinal::clm; data simulated here. Run in this folder.
suppressPackageStartupMessages({ library(ordinal); library(jsonlite) })
set.seed(4242)
versions <- list(R = R.version.string, ordinal = as.character(packageVersion("ordinal")))
tight <- clm.control(gradTol = 1e-12, relTol = 1e-14, maxIter = 500L, maxLineIter = 100L)
shapes <- list(list("x"), list("x", "z"), list("g"), list("x", "g"), list("x", "z", "g"))
cases <- list()
for (i in 1:50) repeat {
  n <- sample(c(80, 120, 160), 1); K <- sample(3:4, 1); terms <- shapes[[i %% 5 + 1]]
  d <- data.frame(x = round(rnorm(n), 2), z = round(runif(n, 0, 4), 1), g = factor(sample(c("a", "b", "c"), n, TRUE)))
  d$w <- if (i %% 3) rep(1, n) else sample(1:3, n, TRUE)
  latent <- 0.5 * d$x - 0.2 * d$z + c(0, 0.6, -0.4)[d$g] + rlogis(n) * exp(0.3 * d$x * (i %% 2))
  d$y <- cut(latent, c(-Inf, quantile(latent, seq_len(K - 1) / K), Inf), labels = FALSE)
  X <- model.matrix(as.formula(paste("~", paste(unlist(terms), collapse = "+"))), d); p <- ncol(X) - 1; J <- K - 1; y <- d$y
  fits <- tryCatch(lapply(1:J, function(j) glm.fit(X, as.integer(y > j), weights = d$w, family = binomial(), control = glm.control(1e-15, 200))), warning = function(w) NULL)
  if (is.null(fits) || max(abs(unlist(lapply(fits, coef)))) > 6) next
  # Once more from the result, so that the last step is in the weights too.
  fits <- lapply(1:J, function(j) suppressWarnings(glm.fit(X, as.integer(y > j), weights = d$w, start = coef(fits[[j]]), family = binomial(), control = glm.control(1e-15, 200))))
  b <- sapply(fits, coef)[-1, , drop = FALSE]; P <- sapply(fits, function(f) plogis(drop(X %*% coef(f)))); inv <- lapply(1:J, function(j) solve(crossprod(X, X * (d$w * P[, j] * (1 - P[, j])))))
  V <- matrix(0, J * p, J * p)
  for (j in 1:J) for (k in j:J) { B <- (inv[[j]] %*% crossprod(X, X * (d$w * (P[, k] - P[, j] * P[, k]))) %*% inv[[k]])[-1, -1, drop = FALSE]; r <- (j - 1) * p + 1:p; c <- (k - 1) * p + 1:p; V[r, c] <- B; V[c, r] <- t(B) }
  wald <- function(cols) { D <- do.call(rbind, lapply(2:J, function(k) t(sapply(cols, function(q) { v <- numeric(J * p); v[q] <- -1; v[(k - 1) * p + q] <- 1; v })))); u <- D %*% c(b); c(t(u) %*% solve(D %*% V %*% t(D), u), nrow(D)) }
  owner <- attr(X, "assign")[-1]; brant <- lapply(c(list(1:p), lapply(seq_along(terms), function(t) which(owner == t))), wald)
  fit <- suppressWarnings(clm(as.formula(paste("factor(y) ~", paste(unlist(terms), collapse = "+"))), data = d, weights = w, control = tight)); if (max(abs(fit$gradient)) > 1e-9) next
  # Freer model: cut j has a_j - x b_j. Probabilities and their derivatives, score and expected information.
  x <- X[, -1, drop = FALSE]; eta <- sapply(fit$alpha, function(a) a - drop(x %*% fit$beta)); G <- cbind(0, plogis(eta), 1); g <- dlogis(eta); pr <- G[, -1] - G[, -(K + 1)]
  size <- J * (p + 1); score <- numeric(size); info <- matrix(0, size, size)
  for (r in 1:n) { dp <- matrix(0, K, size); for (j in 1:J) { cols <- (j - 1) * (p + 1) + 1:(p + 1); v <- g[r, j] * c(1, -x[r, ]); dp[j, cols] <- dp[j, cols] + v; dp[j + 1, cols] <- dp[j + 1, cols] - v }
    score <- score + d$w[r] * dp[y[r], ] / pr[r, y[r]]; info <- info + d$w[r] * crossprod(dp / sqrt(pr[r, ])) }
  null <- sum(d$w * log((tapply(d$w, y, sum) / sum(d$w))[y])); L <- as.numeric(logLik(fit)); N <- sum(d$w)
  cases[[length(cases) + 1]] <- list(name = paste("brant", i), variables = list(x = d$x, z = d$z, g = as.character(d$g)), terms = terms, y = y, weights = d$w, brant = brant, score = c(c(score %*% solve(info, score)), (J - 1) * p),
    pseudo = c(1 - L / null, 1 - exp(2 * (null - L) / N), (1 - exp(2 * (null - L) / N)) / (1 - exp(2 * null / N))))
  break
}
out <- toJSON(c(versions, list(tolerance = 1e-8, note = "brant: statistic and degrees of freedom of all predictors, then of each term; score: the same of all", cases = cases)), digits = 13, auto_unbox = FALSE)
write(gsub("},{\"name", "},\n{\"name", out, fixed = TRUE), "brant.json")
