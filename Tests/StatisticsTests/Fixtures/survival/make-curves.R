# Weighted Cox regression, expected survival, restricted means and trend by R's survival; data simulated here. Run in this folder.
suppressPackageStartupMessages({ library(survival); library(jsonlite) })
set.seed(1231)
versions <- list(R = R.version.string, survival = as.character(packageVersion("survival")))
tight <- coxph.control(eps = 1e-13, toler.chol = 1e-14, iter.max = 200, timefix = FALSE)
shapes <- list("x", c("x", "z"), "g", c("x", "g"))
lower <- function(m) unname(m[lower.tri(m, diag = TRUE)])
cases <- list()
for (i in 1:60) repeat {
  n <- sample(c(25, 40, 60), 1); terms <- shapes[[i %% 4 + 1]]; late <- i %% 5 == 0; stratified <- i %% 3 == 1; kind <- c("whole", "any", "none")[i %% 7 %% 3 + 1]
  d <- data.frame(x = round(rnorm(n), 2), z = round(runif(n, 0, 4), 1), g = factor(sample(c("a", "b", "c"), n, TRUE)), cluster = sample(1:max(5, n %/% 4), n, TRUE), s = sample(1:2, n, TRUE), id = 1:n)
  d$w <- switch(kind, whole = as.numeric(sample(1:4, n, TRUE)), any = round(runif(n, 0.2, 3), 2), none = rep(1, n))
  rate <- exp(0.6 * d$x - 0.2 * d$z + c(0, 0.5, -0.4)[d$g]); event <- rexp(n, rate / 8); censor <- runif(n, 2, 20)
  digits <- c(0, 1, 3)[i %% 3 + 1]; d$time <- round(pmin(event, censor), digits) + if (digits == 0) 1 else 0.001; d$time <- round(d$time, 3); d$status <- as.integer(event <= censor)
  d$entry <- if (late) round(pmax(0, d$time - runif(n, 0.5, 8)), digits) else 0
  if (late && any(d$entry >= d$time)) next
  if (sum(d$status) < 12 || length(unique(d$g[d$status == 1])) < 3) next
  S <- if (late) Surv(d$entry, d$time, d$status) else Surv(d$time, d$status)
  f <- as.formula(paste("S ~", paste(c(terms, if (stratified) "strata(s)"), collapse = " + ")))
  fit <- function(ties, ...) do.call(coxph, list(f, d, weights = d$w, control = tight, x = TRUE, model = TRUE, ties = ties, ...))
  e <- tryCatch(fit(ties = "efron", robust = FALSE), warning = function(w) NULL); if (is.null(e) || max(sqrt(diag(vcov(e)))) > 2) next
  b <- fit(ties = "breslow", robust = FALSE)
  zph <- tryCatch(lapply(c("km", "identity"), function(t) cox.zph(e, t)$table[, "chisq"]), error = function(e) NULL); if (is.null(zph)) next
  people <- data.frame(x = c(0, 0.7, -1.3), z = c(0, 2.5, 1), g = factor(c("a", "b", "c")), s = 1); k <- i %% 3 + 1
  X <- model.matrix(as.formula(paste("~", paste(terms, collapse = "+"))), people)[, -1, drop = FALSE]
  curve <- function(m, ctype) {
    out <- NULL
    for (s in if (stratified) 1:2 else 1) { u <- people[k, ]; u$s <- s; c <- survfit(m, newdata = u, ctype = ctype, stype = 2, conf.type = "log-log"); has <- c$n.event > 0
      out <- rbind(out, cbind(c$time, c$cumhaz, c$std.err, c$lower, c$upper)[has, ]) }
    lapply(1:5, function(j) out[, j]) }
  curves <- list(curve(e, 2), curve(e, 1), curve(b, 1))
  group <- as.integer(d$g); two <- d$s
  trend <- rmst <- NULL
  if (!late) {
    score <- c(1, 2, 4)
    trend <- sapply(list(survdiff(Surv(time, status) ~ g, d), survdiff(Surv(time, status) ~ g + strata(s), d)), function(t) {
      o <- if (is.matrix(t$obs)) rowSums(t$obs) else t$obs; x <- if (is.matrix(t$exp)) rowSums(t$exp) else t$exp; sum(score * (o - x)) / sqrt(c(score %*% t$var %*% score)) })
    horizon <- unname(round(quantile(d$time, 0.6), 2))
    a <- lapply(1:2, function(k) { t <- summary(survfit(Surv(time, status) ~ 1, d[d$s == k, ], timefix = FALSE), rmean = horizon)$table; unname(t[grep("rmean", names(t))]) })
    delta <- a[[1]][1] - a[[2]][1]; se <- sqrt(a[[1]][2]^2 + a[[2]][2]^2); l <- log(a[[1]][1] / a[[2]][1]); sl <- sqrt((a[[1]][2] / a[[1]][1])^2 + (a[[2]][2] / a[[2]][1])^2); z <- qnorm(0.975)
    rmst <- c(horizon, a[[1]], a[[2]], delta, se, 2 * pnorm(-abs(delta / se)), exp(l), exp(l - z * sl), exp(l + z * sl))
  }
  cases[[length(cases) + 1]] <- list(name = paste("curves", i), variables = list(x = d$x, z = d$z, g = as.character(d$g)), terms = as.list(terms), entry = if (late) d$entry else NULL, time = d$time, status = d$status, weights = d$w,
    cluster = d$cluster, strata = d$s, stratified = as.integer(stratified), names = names(coef(e)), coefficients = unname(coef(e)), vcov = lower(vcov(e)), logLik = e$loglik, score = e$score, breslow = unname(coef(b)), breslowVcov = lower(vcov(b)), breslowLogLik = b$loglik,
    robust = lower(vcov(fit(ties = "efron", cluster = d$id))), clustered = lower(vcov(fit(ties = "efron", cluster = d$cluster))), robustBreslow = lower(vcov(fit(ties = "breslow", cluster = d$id))), zph = zph,
    people = list(unname(X[k, ])), curves = curves, trend = trend, rmst = rmst)
  break
}
out <- toJSON(c(versions, list(tolerance = 1e-8, note = "coxph to eps 1e-13; three curves a case: Efron, Efron's fit with Breslow's hazard, Breslow; each time, cumulative hazard, its error, lower, upper", cases = cases)), digits = 12, auto_unbox = FALSE, na = "null", null = "null")
write(gsub("},{\"name", "},\n{\"name", out, fixed = TRUE), "curves.json")
