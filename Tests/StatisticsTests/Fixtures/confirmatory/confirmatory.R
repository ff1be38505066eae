# Reference values of confirmatory factor analysis: Rscript confirmatory.R [single|robust|groups] (in this folder). The data are simulated here.
# lavaan's own search stops at about 1e-7 of a parameter: its solution is taken on by scoring steps with lavaan's gradient and
# information until nothing moves, and everything is then computed by lavaan at that point.
suppressMessages({ library(jsonlite); library(lavaan) })
options(warn = -1)
flat <- function(x) as.vector(unclass(x))

polished <- function(syntax, ...) {
  fit <- try(cfa(syntax, ...), silent = TRUE)
  if (inherits(fit, "try-error") || !lavInspect(fit, "converged")) return(NULL)
  model <- fit@Model
  x <- lavaan:::lav_model_get_parameters(model)
  K <- if (model@eq.constraints) model@eq.constraints.K else diag(length(x))
  E <- lavaan:::lav_model_information_expected(model, lavsamplestats = fit@SampleStats, lavdata = fit@Data, lavcache = fit@Cache)
  bread <- try(K %*% solve(t(K) %*% E %*% K, t(K)), silent = TRUE)
  if (inherits(bread, "try-error")) return(NULL)
  for (i in 1:60) {
    g <- lavaan:::lav_model_gradient(model, lavsamplestats = fit@SampleStats, lavdata = fit@Data, lavcache = fit@Cache)
    step <- flat(bread %*% flat(g))
    x <- x - step
    model <- lavaan:::lav_model_set_parameters(model, x)
    if (max(abs(step) / pmax(1, abs(x))) < 1e-12) break
  }
  table <- as.data.frame(parTable(fit))
  table$est[table$free > 0] <- x[table$free[table$free > 0]]
  again <- try(cfa(syntax, ..., start = table, optim.method = "none"), silent = TRUE)
  if (inherits(again, "try-error") || max(abs(lavaan:::lav_model_get_parameters(again@Model) - x)) > 1e-12) return(NULL)
  again
}

# lavaan ends its search for uncorrelated items early too: that model is fitted by itself and its figures take their place.
figures <- function(fit, baseline = NULL) {
  wanted <- c("chisq", "df", "pvalue", "baseline.chisq", "baseline.df", "cfi", "tli", "rmsea", "rmsea.ci.lower", "rmsea.ci.upper",
    "rmsea.pvalue", "srmr", "aic", "bic", "logl", "npar")
  robust <- c("chisq.scaled", "pvalue.scaled", "chisq.scaling.factor", "baseline.chisq.scaled", "baseline.chisq.scaling.factor",
    "cfi.robust", "tli.robust", "rmsea.robust", "rmsea.ci.lower.robust", "rmsea.ci.upper.robust", "rmsea.pvalue.robust")
  all <- fitMeasures(fit)
  if (!is.null(baseline)) {
    free <- fitMeasures(baseline)
    all["baseline.chisq.scaled"] <- free["chisq.scaled"]; all["baseline.chisq.scaling.factor"] <- free["chisq.scaling.factor"]
    scaled <- list(X2 = all["chisq"], df = all["df"], X2.null = all["baseline.chisq"], df.null = all["baseline.df"],
      c.hat = all["chisq.scaling.factor"], c.hat.null = free["chisq.scaling.factor"])
    all["cfi.robust"] <- do.call(lavaan:::lav_fit_cfi, scaled); all["tli.robust"] <- do.call(lavaan:::lav_fit_tli, scaled)
  }
  out <- list()
  for (name in c(wanted, robust)) if (name %in% names(all)) out[[name]] <- unbox(as.numeric(all[name]))
  out
}

# One row for each parameter: its place, group, estimate, error, standardised estimate, its error.
parameters <- function(fit) {
  p <- parameterEstimates(fit); s <- standardizedSolution(fit)
  p$group <- if (is.null(p$group)) 1 else p$group
  lapply(seq_len(nrow(p)), function(i) list(lhs = unbox(p$lhs[i]), op = unbox(p$op[i]), rhs = unbox(p$rhs[i]), group = unbox(p$group[i] - 1),
    values = c(p$est[i], p$se[i], s$est.std[i], s$se[i])))
}

# A structure at random: which items on which factors, and how these relate.
structure <- function() {
  kind <- sample(c("one", "two", "three", "bifactor", "cross", "fixed", "orthogonal"), 1)
  m <- switch(kind, one = 1, two = 2, three = 3, bifactor = 4, cross = 2, fixed = 3, orthogonal = 3)
  sizes <- if (kind == "bifactor") c(0, sample(3:4, 3, TRUE)) else sample(if (m == 1) 4:8 else 3:5, m, TRUE)
  k <- sum(sizes); items <- paste0("x", 1:k); at <- split(items, rep(seq_along(sizes), sizes))
  factors <- lapply(seq_len(m), function(j) at[[as.character(j)]])
  if (kind == "bifactor") factors[[1]] <- items
  if (kind == "cross") factors[[2]] <- c(factors[[2]], factors[[1]][2])
  names(factors) <- paste0("f", 1:m)
  relations <- switch(kind, bifactor = "orthogonal", orthogonal = "orthogonal", fixed = "partly", "correlated")
  pairs <- if (kind != "bifactor" && runif(1) < 0.4) list(c(items[2], items[k])) else list()
  unit <- kind == "bifactor" || runif(1) < 0.5
  value <- if (unit) 0.2 else 0
  syntax <- paste(sapply(names(factors), function(f) paste(f, "=~", paste(factors[[f]], collapse = "+"))), collapse = "\n")
  for (p in pairs) syntax <- paste0(syntax, "\n", p[1], "~~", p[2])
  if (kind == "fixed") syntax <- paste0(syntax, "\nf1~~0*f2\nf2~~", value, "*f3")
  fixed <- if (kind == "fixed") list(list(first = unbox("f1"), second = unbox("f2"), value = unbox(0)), list(first = unbox("f2"), second = unbox("f3"), value = unbox(value))) else list()
  list(kind = kind, items = items, factors = factors, relations = relations, pairs = pairs, unit = unit, fixed = fixed, syntax = syntax)
}

answers <- function(s, n, shift = 0, heavy = FALSE) {
  k <- length(s$items); m <- length(s$factors)
  L <- matrix(0, k, m); for (j in 1:m) L[match(s$factors[[j]], s$items), j] <- runif(length(s$factors[[j]]), 0.4, 0.9)
  if (s$kind == "bifactor") L <- L * 0.8
  Phi <- if (s$relations == "orthogonal" || s$kind == "bifactor") diag(m) else { P <- matrix(0.35, m, m); diag(P) <- 1; P }
  f <- matrix(rnorm(n * m), n) %*% chol(Phi) + shift
  e <- matrix(rnorm(n * k), n) %*% diag(runif(k, 0.5, 0.8)) ; if (length(s$pairs)) e[, k] <- e[, k] + 0.3 * e[, 2]
  x <- f %*% t(L) + e
  # A common factor that no model has, so that none fits perfectly.
  x <- x + 0.15 * outer(rnorm(n), rnorm(k))
  if (heavy) x <- x * sqrt(rchisq(n, 6) / 6)
  x <- x %*% diag(exp(runif(k, -1, 1.5))) + matrix(runif(k, -2, 9), n, k, byrow = TRUE)
  colnames(x) <- s$items
  round(x, 3)
}

description <- function(s) list(items = s$items, factors = lapply(names(s$factors), function(f) list(name = unbox(f), items = I(s$factors[[f]]))),
  relations = unbox(s$relations), fixed = s$fixed, pairs = s$pairs, unit = unbox(s$unit))
save <- function(cases, name) {
  document <- list(madeBy = unbox("confirmatory.R"), R = unbox(R.version.string), lavaan = unbox(as.character(packageVersion("lavaan"))), cases = cases)
  writeLines(toJSON(document, digits = I(17), na = "null", matrix = "rowmajor"), name)
  cat(name, length(cases), "cases\n")
}

wanted <- commandArgs(TRUE)
isWanted <- function(name) length(wanted) == 0 || name %in% wanted

if (isWanted("single")) {
set.seed(20261101)
cases <- list()
while (length(cases) < 80) {
  s <- structure(); n <- sample(c(120, 200, 350, 900), 1); x <- answers(s, n); C <- signif(cov(x), 6)
  fit <- polished(s$syntax, sample.cov = C, sample.nobs = n, std.lv = s$unit, orthogonal = s$relations == "orthogonal")
  if (is.null(fit) || is.na(fitMeasures(fit, "cfi"))) next
  cases[[length(cases) + 1]] <- list(model = description(s), count = unbox(n), covariances = unname(C),
    fits = list(list(estimator = unbox("ML"), figures = figures(fit), parameters = parameters(fit))))
}
save(cases, "single.json")
}

if (isWanted("robust")) {
set.seed(20261102)
cases <- list()
while (length(cases) < 22) {
  s <- structure(); n <- sample(90:160, 1); x <- answers(s, n, heavy = runif(1) < 0.7)
  fits <- lapply(c("MLM", "MLR"), function(e) list(e, polished(s$syntax, data = as.data.frame(x), estimator = e, meanstructure = FALSE, std.lv = s$unit, orthogonal = s$relations == "orthogonal")))
  if (any(sapply(fits, function(f) is.null(f[[2]])))) next
  variances <- paste(s$items, "~~", s$items, collapse = "\n")
  bases <- lapply(c("MLM", "MLR"), function(e) polished(variances, data = as.data.frame(x), estimator = e, meanstructure = FALSE))
  if (any(sapply(bases, is.null))) next
  cases[[length(cases) + 1]] <- list(model = description(s), cases = unname(x),
    fits = lapply(1:2, function(i) list(estimator = unbox(fits[[i]][[1]]), figures = figures(fits[[i]][[2]], bases[[i]]), parameters = parameters(fits[[i]][[2]]))))
}
save(cases, "robust.json")
}

equal <- list(configural = character(), metric = "loadings", scalar = c("loadings", "intercepts"), strict = c("loadings", "intercepts", "residuals"))
if (isWanted("groups")) {
set.seed(20261103)
cases <- list()
while (length(cases) < 1) {
  s <- structure(); if (s$kind %in% c("bifactor", "fixed", "orthogonal")) next
  groups <- sample(2:3, 1); raw <- length(cases) %% 2 == 0
  n <- if (raw) sample(60:90, groups, TRUE) else sample(150:300, groups, TRUE)
  # One population, then a little of each group's own.
  x <- answers(s, sum(n), heavy = raw); g <- rep(letters[1:groups], n); at <- match(g, letters)
  x <- x + outer(0.15 * at, apply(x, 2, sd)) + 0.3 * at * matrix(rnorm(length(x)), nrow(x)) %*% diag(apply(x, 2, sd))
  x <- round(x, 3); colnames(x) <- s$items
  data <- data.frame(x, g = g)
  freedSyntax <- c(paste0("f1=~", s$factors[[1]][2]), paste0(s$factors[[1]][3], "~1"), paste0(s$factors[[1]][1], "~~", s$factors[[1]][1]))
  fits <- list(); failed <- FALSE
  for (e in if (raw) c("ML", "MLM", "MLR") else "ML") for (level in names(equal)) for (part in c(FALSE, TRUE)) {
    if (part && level %in% c("configural", "metric")) next
    if (e != "ML" && (part || level != "scalar")) next
    arguments <- list(s$syntax, data = data, group = "g", estimator = e, meanstructure = TRUE, std.lv = s$unit)
    if (length(equal[[level]])) arguments$group.equal <- equal[[level]]
    if (part) arguments$group.partial <- freedSyntax
    fit <- do.call(polished, arguments)
    if (is.null(fit)) { failed <- TRUE; break }
    base <- if (e == "ML") NULL else polished(paste(s$items, "~~", s$items, collapse = "\n"), data = data, group = "g", estimator = e, meanstructure = TRUE)
    fits[[length(fits) + 1]] <- list(estimator = unbox(e), invariance = unbox(level), partial = unbox(part), figures = figures(fit, base),
      parameters = if (level %in% c("configural", "scalar")) parameters(fit) else list())
  }
  if (failed) next
  samples <- lapply(split(data[, s$items], g), function(d) list(count = unbox(nrow(d)), means = unname(colMeans(d)), covariances = unname(cov(d)), cases = if (raw) unname(as.matrix(d)) else NULL))
  cases[[length(cases) + 1]] <- list(model = description(s), groups = unname(samples), freed = s$factors[[1]][1:3], fits = fits)
}
save(cases, "groups.json")
}
