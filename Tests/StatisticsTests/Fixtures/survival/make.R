# Kaplan-Meier, log-rank and Cox by R's survival; data simulated here. Run in this folder.
suppressPackageStartupMessages({ library(survival); library(jsonlite) })
set.seed(515)
versions <- list(R = R.version.string, survival = as.character(packageVersion("survival")))
tight <- coxph.control(eps = 1e-12, toler.chol = 1e-14, iter.max = 200, timefix = FALSE)
shapes <- list(list("x"), list("x", "z"), list("g"), list("x", "g"), list("g", "h"), list("x", "g", "h"), list("x", "z", c("x", "z")))
lower <- function(m) unname(m[lower.tri(m, diag = TRUE)])
cases <- list()
for (i in 1:60) repeat {
  n <- sample(c(30, 50, 80), 1); terms <- shapes[[i %% 7 + 1]]; late <- i %% 5 == 0; stratified <- i %% 4 == 1
  d <- data.frame(x = round(rnorm(n), 2), z = round(runif(n, 0, 4), 1), g = factor(sample(c("a", "b", "c"), n, TRUE)), h = factor(sample(c("no", "yes"), n, TRUE)), cluster = sample(1:max(5, n %/% 4), n, TRUE), s = sample(1:2, n, TRUE), id = 1:n)
  rate <- exp(0.6 * d$x - 0.2 * d$z + c(0, 0.5, -0.4)[d$g]); event <- rexp(n, rate / 8); censor <- runif(n, 2, 20)
  digits <- c(0, 1, 3)[i %% 3 + 1]; d$time <- round(pmin(event, censor), digits) + if (digits == 0) 1 else 0.001; d$time <- round(d$time, 3); d$status <- as.integer(event <= censor)
  d$entry <- if (late) round(pmax(0, d$time - runif(n, 0.5, 8)), digits) else 0
  if (late && any(d$entry >= d$time)) next
  if (sum(d$status) < 12) next
  S <- if (late) Surv(d$entry, d$time, d$status) else Surv(d$time, d$status)
  f <- function(t) as.formula(paste("S ~", paste(c("1", sapply(t, paste, collapse = ":"), if (stratified) "strata(s)"), collapse = " + ")))
  fit <- tryCatch(coxph(f(terms), d, ties = "efron", control = tight), warning = function(w) NULL); if (is.null(fit) || max(sqrt(diag(vcov(fit)))) > 3) next
  breslow <- coxph(f(terms), d, ties = "breslow", control = tight)
  robust <- coxph(f(terms), d, ties = "efron", control = tight, cluster = id); clustered <- coxph(f(terms), d, ties = "efron", control = tight, cluster = cluster); robust.b <- coxph(f(terms), d, ties = "breslow", control = tight, cluster = id)
  zph <- tryCatch(lapply(c("km", "identity", "log", "rank"), function(t) { z <- cox.zph(fit, t)$table; z[, "chisq"] }), error = function(e) NULL)
  if (is.null(zph)) next
  km <- survfit(S ~ 1, conf.type = "log-log", timefix = FALSE); if (late && any(km$n.risk == km$n.event & km$time < max(km$time))) next
  # Late entry can let a bound rise again, where R's search by interpolation is not defined.
  falling <- all(diff(na.omit(km$lower)) <= 1e-12) && all(diff(na.omit(km$upper)) <= 1e-12)
  q <- quantile(km, c(0.25, 0.5)); horizon <- unname(round(quantile(d$time, 0.8), 2)); mean. <- summary(km, rmean = horizon)$table
  ll <- function(t) if (length(t)) coxph(f(t), d, ties = "efron", control = tight)$loglik[2] else fit$loglik[1]
  tests <- sapply(seq_along(terms), function(k) { rest <- Filter(function(u) !all(terms[[k]] %in% u), terms); 2 * (ll(c(rest, terms[k])) - ll(rest)) })
  rank <- if (late) NULL else { a <- survdiff(Surv(time, status) ~ g, d); b <- survdiff(Surv(time, status) ~ g + strata(s), d); list(a$exp, a$chisq, rowSums(b$exp), b$chisq) }
  C <- fit$concordance
  cases[[length(cases) + 1]] <- list(name = paste("survival", i), variables = list(x = d$x, z = d$z, g = as.character(d$g), h = as.character(d$h)), terms = terms, entry = if (late) d$entry else NULL, time = d$time, status = d$status,
    cluster = d$cluster, strata = d$s, stratified = as.integer(stratified), names = names(coef(fit)), coefficients = unname(coef(fit)), vcov = lower(vcov(fit)), logLik = fit$loglik, score = fit$score, breslow = unname(coef(breslow)), breslowVcov = lower(vcov(breslow)),
    robust = lower(vcov(robust)), clustered = lower(vcov(clustered)), robustBreslow = lower(vcov(robust.b)), zph = zph, concordance = unname(C[c("concordant", "discordant", "tied.x")]), termStatistics = tests,
    km = list(km$time, km$n.risk, km$n.event, km$surv, km$std.err, km$lower, km$upper), quartile = if (falling) unname(c(q$quantile[1], q$lower[1], q$upper[1])), median = if (falling) unname(c(q$quantile[2], q$lower[2], q$upper[2])), horizon = horizon, mean = unname(mean.[grep("rmean", names(mean.))]), logrank = rank)
  break
}
write(toJSON(c(versions, list(note = "coxph to eps 1e-14", cases = cases)), digits = 15, auto_unbox = FALSE, na = "null", null = "null"), "survival.json")
