# Goodness of fit of glm: residuals, dispersion, quasi-likelihood errors, pseudo-R2, Hosmer-Lemeshow, DeLong; by formula on R's glm. Run in this folder.
suppressPackageStartupMessages({ library(MASS); library(jsonlite) })
set.seed(909)
versions <- list(R = R.version.string)
tight <- glm.control(1e-15, 200); lower <- function(m) unname(m[lower.tri(m, diag = TRUE)])
shapes <- list(list("x"), list("x", "z"), list("g"), list("x", "g"))
cases <- list()
for (i in 1:60) repeat {
  n <- sample(c(60, 100), 1); terms <- shapes[[i %% 4 + 1]]; kind <- c("binary", "trials", "poisson", "negative binomial")[i %% 4 + 1]
  if (i > 40) kind <- "binary"; if (i %% 3 == 0) terms <- shapes[[sample(4, 1)]]
  d <- data.frame(x = round(rnorm(n), 1), z = round(runif(n, 0, 4), 1), g = factor(sample(c("a", "b", "c"), n, TRUE)))
  d$w <- if (i %% 5 == 2) sample(0:3, n, TRUE) else rep(1, n); d$o <- if (i %% 7 == 0) round(runif(n, -0.5, 0.5), 1) else 0; d$m <- if (kind == "trials") sample(1:6, n, TRUE) else 1
  eta <- 0.8 * d$x - 0.3 * d$z + c(0.2, 0.6, -0.4)[d$g] + d$o
  d$y <- if (kind %in% c("binary", "trials")) rbinom(n, d$m, plogis(eta)) else rnbinom(n, mu = exp(eta + 0.5), size = 1.5)
  theta <- 1.7; family <- switch(kind, binary = , trials = binomial(), poisson = poisson(), "negative binomial" = negative.binomial(theta))
  X <- model.matrix(as.formula(paste("~", paste(unlist(terms), collapse = "+"))), d)
  response <- if (kind == "trials") d$y / d$m else d$y; W <- d$w * d$m
  fit <- tryCatch({ f <- glm.fit(X, response, weights = W, offset = d$o, family = family, control = tight); for (again in 1:40) f <- suppressWarnings(glm.fit(X, response, weights = W, offset = d$o, family = family, start = coef(f), control = tight)); f }, warning = function(w) NULL)
  if (is.null(fit) || max(abs(coef(fit))) > 5) next
  class(fit) <- c("glm", "lm"); use <- d$w > 0; mu <- fit$fitted.values; df <- sum(use) - ncol(X)
  pearson <- (response - mu) * sqrt(W / family$variance(mu)); deviance <- residuals(fit, "deviance"); chi <- sum(pearson^2); info <- crossprod(X, X * (W * family$mu.eta(fit$linear.predictors)^2 / family$variance(mu)))
  l <- function(mu) switch(kind, binary = , trials = sum(d$w * (ifelse(d$y > 0, d$y * log(mu), 0) + ifelse(d$y < d$m, (d$m - d$y) * log(1 - mu), 0))), poisson = sum(d$w * dpois(d$y, mu, log = TRUE)), sum(d$w * dnbinom(d$y, mu = mu, size = theta, log = TRUE)))
  one <- matrix(1, n, 1); null <- glm.fit(one, response, weights = W, offset = d$o, family = family, control = tight); for (again in 1:40) null <- suppressWarnings(glm.fit(one, response, weights = W, offset = d$o, family = family, start = coef(null), control = tight)); L0 <- l(null$fitted.values); L1 <- l(mu); N <- if (kind == "trials") sum(W) else sum(d$w)
  extra <- list()
  if (kind %in% c("binary", "trials")) {
    each <- rep(seq_len(n), d$w * d$m); place <- sequence(d$w * d$m); out <- as.integer((place - 1) %% d$m[each] < d$y[each]); p <- mu[each]
    breaks <- unique(quantile(p, 1:10 / 10)); cell <- as.integer(factor(cut(p, c(-Inf, breaks), labels = FALSE)))
    # A break that rounding moves across a probability is nobody's business here.
    if (any(outer(p, breaks, function(a, b) abs(a - b) > 0 & abs(a - b) < 1e-12))) next
    O <- tapply(out, cell, sum); E <- tapply(p, cell, sum); T <- table(cell); hl <- sum((O - E)^2 / E + (O - E)^2 / (T - E))
    s <- fit$linear.predictors[each]; s <- round(s, 12); v1 <- sapply(s[out == 1], function(a) mean((a > s[out == 0]) + (a == s[out == 0]) / 2)); v0 <- sapply(s[out == 0], function(a) mean((a < s[out == 1]) + (a == s[out == 1]) / 2))
    se <- sqrt(var(v1) / length(v1) + var(v0) / length(v0)); A <- mean(v1); ci <- A + c(-1, 1) * qnorm(0.975) * se
    extra <- list(hosmer = c(hl, length(T) - 2), area = c(A, se, max(0, ci[1]), min(1, ci[2])))
  }
  cases[[length(cases) + 1]] <- c(list(name = paste("goodness", i), family = kind, variables = list(x = d$x, z = d$z, g = as.character(d$g)), terms = terms, y = d$y, trials = d$m, weights = d$w, offset = d$o, theta = theta,
    pearson = unname(pearson), deviance = unname(deviance), dispersion = c(chi, df, pchisq(chi, df, lower.tail = FALSE)), quasi = lower(solve(info) * chi / df),
    pseudo = c(1 - L1 / L0, 1 - exp(2 * (L0 - L1) / N), (1 - exp(2 * (L0 - L1) / N)) / (1 - exp(2 * L0 / N)))), extra)
  break
}
out <- toJSON(c(versions, list(tolerance = 1e-8, cases = cases)), digits = 13, auto_unbox = FALSE)
write(gsub("},{\"name", "},\n{\"name", out, fixed = TRUE), "goodness.json")
