# Tests of terms and comparisons of means with robust covariances, for the cases of models.json: Rscript robust.R writes robust.json.
# car::Anova with sandwich's HC3, clubSandwich (Wald_test: Naive-F with CR1, HTZ with CR2), emmeans with vcov. = and `a | b`. Dunnett's p-values
# are integrals over the spread of mvtnorm's exact (TVPACK) orthants, since pmvt takes whole degrees of freedom only.
suppressMessages({ library(jsonlite); library(car); library(sandwich); library(clubSandwich); library(emmeans); library(mvtnorm) })
options(warn = -1)
emm_options(opt.digits = FALSE)
plain <- function(v) I(unname(as.vector(v)))
file <- fromJSON("models.json", simplifyVector = FALSE)

# P(|Z1| <= b, ..., |Zd| <= b), d at most 3, by signed orthants.
box <- function(b, R) {
  d <- nrow(R)
  signs <- as.matrix(expand.grid(rep(list(c(-1, 1)), d)))
  sum(apply(signs, 1, function(s) prod(s) * pmvnorm(upper = b * s, corr = R, algorithm = TVPACK(abseps = 1e-15))))
}
dunnett <- function(t, df, R) {
  t <- abs(t)
  if (nrow(R) == 1) return(2 * pt(-t, df))
  # S = sqrt(chi^2 / df); the trapezoid rule in u = log S, whose bend at the peak is 2 df.
  spread <- 1 / sqrt(2 * df)
  u <- seq(min(-0.5 * log1p(t^2 / df), 0) - max(40 / df, 10 * spread), 10 * spread, by = spread / 4)
  weight <- exp(log(2) + df / 2 * log(df / 2) - lgamma(df / 2) + df * u - df * exp(2 * u) / 2)
  sum(weight * sapply(u, function(v) 1 - box(t * exp(v), R))) * spread / 4
}

# linear_contrast fails of weighted models; Hotelling's test of one row is the t-test on Satterthwaite's degrees of freedom.
satterthwaite <- function(m, V, L) data.frame(
  Est = drop(L %*% coef(m)), SE = sqrt(diag(L %*% V %*% t(L))),
  df = sapply(seq_len(nrow(L)), function(i) Wald_test(m, constraints = L[i, , drop = FALSE], vcov = V, test = "HTZ")$df_denom))

expected <- lapply(file$cases, function(case) {
  d <- data.frame(y = unlist(case$y), cluster = unlist(case$cluster))
  for (f in names(case$factors)) {
    d[[f]] <- factor(unlist(case$factors[[f]]))
    contrasts(d[[f]]) <- if (case$sum) contr.sum(nlevels(d[[f]])) else contr.treatment(nlevels(d[[f]]))
  }
  for (v in names(case$numbers)) d[[v]] <- unlist(case$numbers[[v]])
  labels <- sapply(case$terms, function(t) paste(unlist(t), collapse = ":"))
  formula <- reformulate(labels, "y", intercept = case$intercept)
  d$w <- if (is.null(case$weights)) 1 else unlist(case$weights)
  m <- if (is.null(case$weights)) eval(bquote(lm(.(formula), d))) else eval(bquote(lm(.(formula), d, weights = w)))
  if (max(hatvalues(m)) > 1 - 1e-9) return(list(name = case$name))
  hc <- vcovHC(m, type = "HC3"); cr1 <- vcovCR(m, d$cluster, "CR1"); cr2 <- vcovCR(m, d$cluster, "CR2")
  result <- list(name = case$name)
  assign <- attr(model.matrix(m), "assign")
  factorTable <- attr(terms(formula), "factors")
  if (case$intercept && !("a:x" %in% labels && !("x" %in% labels))) {
    for (type in 2:3) {
      table <- suppressMessages(Anova(m, type = type, vcov. = hc))
      table <- table[setdiff(rownames(table), c("(Intercept)", "Residuals")), ]
      result[[c("", "hc3II", "hc3III")[type]]] <- plain(t(as.matrix(table[, c("F", "Pr(>F)")])))
    }
    k <- length(coef(m)); unit <- diag(k)
    # As car: combinations of the term's coefficients and of those that contain it that are unrelated to the latter.
    hypothesis <- function(index, V) {
      own <- which(assign == index)
      containing <- which(sapply(seq_along(labels), function(j) j != index && all(factorTable[, j] >= (factorTable[, index] > 0))))
      rest <- which(assign %in% containing)
      L <- unit[own, , drop = FALSE]
      if (length(rest)) L[, rest] <- -V[own, rest, drop = FALSE] %*% solve(V[rest, rest, drop = FALSE])
      L
    }
    # Few clusters leave no test of many coefficients.
    wald <- function(L, V, test) tryCatch({
      w <- Wald_test(m, constraints = L, vcov = V, test = test); c(w$Fstat, w$df_num, w$df_denom, w$p_val)
    }, error = function(e) c(NA, nrow(L), NA, NA))
    all <- seq_along(labels)
    result$cr1III <- plain(sapply(all, function(i) wald(unit[which(assign == i), , drop = FALSE], cr1, "Naive-F")))
    result$cr2III <- plain(sapply(all, function(i) wald(unit[which(assign == i), , drop = FALSE], cr2, "HTZ")))
    result$cr2II <- plain(sapply(all, function(i) wald(hypothesis(i, cr2), cr2, "HTZ")))
  }
  for (f in names(case$factors)) {
    levels <- nlevels(d[[f]])
    means <- emmeans(m, f, vcov. = hc)
    pairs <- contrast(means, "revpairwise", adjust = "none")
    found <- list(pairs = plain(t(as.matrix(summary(pairs)[, c("estimate", "SE", "df", "t.ratio", "p.value")]))))
    for (adjust in c("tukey", "holm")) found[[adjust]] <- plain(summary(pairs, adjust = adjust)$p.value)
    found$tukeyCI <- plain(t(as.matrix(confint(pairs, adjust = "tukey")[, c("lower.CL", "upper.CL")])))
    control <- contrast(means, "trt.vs.ctrl", adjust = "none")
    if (levels <= 4) {
      joint <- function(contrasts, V, df) {
        L <- contrasts@linfct; t <- drop(L %*% coef(m)) / sqrt(diag(L %*% V %*% t(L)))
        R <- cov2cor(L %*% V %*% t(L)); dimnames(R) <- NULL
        mapply(dunnett, t, df, MoreArgs = list(R = R))
      }
      found$dunnett <- plain(joint(control, hc, rep(df.residual(m), levels - 1)))
    }
    L <- contrast(emmeans(m, f), "revpairwise")@linfct; colnames(L) <- NULL
    small <- satterthwaite(m, cr2, L)
    found$cr2 <- plain(t(as.matrix(small[, c("Est", "SE", "df")])))
    found$cr2p <- plain(sapply(seq_len(nrow(L)), function(i) 2 * pt(-abs(small$Est[i] / small$SE[i]), small$df[i])))
    found$cr2tukey <- plain(sapply(seq_len(nrow(L)), function(i) ptukey(sqrt(2) * abs(small$Est[i] / small$SE[i]), levels, small$df[i], lower.tail = FALSE)))
    found$cr2holm <- plain(p.adjust(found$cr2p, "holm"))
    if (levels <= 4) {
      L <- control@linfct; colnames(L) <- NULL
      found$cr2dunnett <- plain(joint(control, cr2, satterthwaite(m, cr2, L)$df))
    }
    result[[paste0("means.", f)]] <- found
  }
  if (length(case$factors) == 2) for (kind in c("plain", "hc3")) {
    by <- if (kind == "plain") emmeans(m, ~ a | b) else emmeans(m, ~ a | b, vcov. = hc)
    pairs <- contrast(by, "revpairwise", adjust = "none")
    found <- list(means = plain(t(as.matrix(confint(by, adjust = "none")[, c("emmean", "SE", "lower.CL", "upper.CL")]))))
    found$pairs <- plain(t(as.matrix(summary(pairs)[, c("estimate", "SE", "p.value")])))
    for (adjust in c("tukey", "holm")) found[[adjust]] <- plain(summary(pairs, adjust = adjust)$p.value)
    if (nlevels(d$a) <= 4) {
      V <- if (kind == "plain") vcov(m) else hc
      found$dunnett <- plain(unlist(lapply(levels(d$b), function(level) {
        control <- contrast(emmeans(m, ~ a | b, at = list(b = level)), "trt.vs.ctrl")
        joint(control, V, rep(df.residual(m), nlevels(d$a) - 1))
      })))
    }
    result[[paste0("by.", kind)]] <- found
  }
  result
})
expected <- Filter(function(e) length(e) > 1, expected)
versions <- sapply(c("jsonlite", "car", "sandwich", "clubSandwich", "emmeans", "mvtnorm"), function(p) as.character(packageVersion(p)))
writeLines(toJSON(list(madeBy = "robust.R", R = R.version.string, packages = as.list(versions), tolerance = 1e-8,
  cases = setNames(lapply(expected, function(e) e[-1]), sapply(expected, `[[`, "name"))),
  digits = I(15), auto_unbox = TRUE, na = "null"), "robust.json")
